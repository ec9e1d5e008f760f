/** The technique that a name in a chart stands for: of "sriov, 30 % of line rate" or "sriov (overloaded)" it is "sriov"; null where it is none of them. */
export function techniqueOfName(name: string, techniques: readonly string[]): string | null {
  const fitting = techniques.filter(
    (technique) => name === technique || name.startsWith(`${technique}, `) || name.startsWith(`${technique} (`),
  );
  // "virtio, eager" is a technique of its own beside "virtio".
  return fitting.reduce<string | null>((longest, one) => (longest === null || one.length > longest.length ? one : longest), null);
}
