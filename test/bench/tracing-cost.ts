import { parseArgs } from "node:util";
import { createSink } from "../support/create-sink.ts";
import { drive, medianOf } from "../support/drive.ts";
import { measurementTable } from "../support/measurement-table.ts";
import { processorSeconds } from "../support/processes.ts";
import { type Stack, startStack } from "../support/start-stack.ts";

// `npm run bench -- tracing-cost [--rate 1000] [--rounds 5] [--seconds 5]`: the processor time of votes with every one
// traced and exported, against the same build without OpenTelemetry, in turns and in one run.

const { values } = parseArgs({
  options: {
    rate: { type: "string", default: "1000" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "5" },
  },
});
const ratePerSecond = Number(values.rate);

const sink = await createSink();
const traced = await startStack({ env: sink.env });
const bare = await startStack({ env: { OTEL_SDK_DISABLED: "true" } });
try {
  const ratios: number[] = [];
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    const costOfTraced = await cost(traced);
    const costOfBare = await cost(bare);
    // The first round warms both up.
    if (round > 0) ratios.push(costOfTraced / costOfBare);
    process.stderr.write(`traced ${ms(costOfTraced)}, without ${ms(costOfBare)} of processor time a vote\n`);
  }
  const added = (medianOf(ratios) - 1) * 100;
  const measurements = [
    { name: `tracing every vote at ${ratePerSecond}/s adds`, value: added, limit: 50, unit: "% CPU" },
  ];
  console.log(measurementTable(measurements));
  if (added > 50) process.exitCode = 1;
} finally {
  await Promise.all([traced.stop(), bare.stop()]);
  await sink.close();
}

/** The processor time, in seconds, that the three services use for one vote. */
async function cost({ url, web, emoji, voting }: Stack): Promise<number> {
  const used = () => [web, emoji, voting].reduce((sum, { process: { pid } }) => sum + processorSeconds(pid!), 0);
  const before = used();
  const durationMs = Number(values.seconds) * 1_000;
  const { sent, failed } = await drive({ url: `${url}/api/vote?choice=:joy:`, ratePerSecond, durationMs });
  if (failed > 0) throw new Error(`${failed} of ${sent} votes failed`);
  return (used() - before) / sent;
}

function ms(seconds: number): string {
  return `${(seconds * 1_000).toFixed(3)} ms`;
}
