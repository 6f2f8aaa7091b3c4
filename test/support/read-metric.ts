/** The sum of a metric's samples on the /metrics of a port of this machine; 0 where it has none. */
export async function readMetric(port: number, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const samples = text.split("\n").filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  // The value stands after the labels; an exemplar may follow it.
  return samples.reduce((sum, line) => sum + Number(/^[^{ ]+(?:\{.*?\})? (\S+)/.exec(line)?.[1]), 0);
}
