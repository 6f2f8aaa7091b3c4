import { z } from "zod";

const appMessageSchema = z.object({
  type: z.literal("app"),
  workload: z.string(),
  port: z.int().min(1).max(65_535),
});

/** What a supervisor tells over IPC once an app listens. */
export type AppMessage = z.output<typeof appMessageSchema>;

/** The message, or undefined when it is another. */
export function readAppMessage(message: unknown): AppMessage | undefined {
  return appMessageSchema.safeParse(message).data;
}
