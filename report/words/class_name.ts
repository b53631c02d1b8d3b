/** Names of so few characters say nothing by themselves. */
const fewest = 3;

/** How a class is called in a picture: short names and numbers get the name of the target before them. */
export function calledClass(name: string, target: string): string {
  const isBare = [...name].length < fewest || /^[-+]?\d+(?:\.\d+)?$/.test(name);
  return isBare ? `${target} ${name}` : name;
}
