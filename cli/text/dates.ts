/** `2024-05-31`, with the time of day where there is one. @param seconds From 1970-01-01 00:00 on. */
export function dateText(seconds: number): string {
  const [day, time] = new Date(1000 * seconds).toISOString().split("T");
  return time === "00:00:00.000Z" ? day : `${day} ${time.slice(0, 8)}`;
}

/** `2024-05-31`. */
export function dayText(seconds: number): string {
  return dateText(seconds).slice(0, 10);
}
