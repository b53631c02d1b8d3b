/** A Python that has some packages: `python3`, or the path in `PYTHON`. */
export async function pythonWith(...packages: readonly string[]): Promise<string | undefined> {
  const python = Deno.env.get("PYTHON") ?? "python3";
  try {
    const args = ["-c", `import ${packages.join(", ")}`];
    const { success } = await new Deno.Command(python, { args, stderr: "null" }).output();
    return success ? python : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
