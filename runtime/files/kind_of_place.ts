/** Whether there is a folder. @param path As the system knows it. */
export function isFolderAt(path: string): Promise<boolean> {
  return Deno.stat(path).then(({ isDirectory }) => isDirectory, () => false);
}

/** Whether there is a file. @param path As the system knows it. */
export function isFileAt(path: string): Promise<boolean> {
  return Deno.stat(path).then(({ isFile }) => isFile, () => false);
}
