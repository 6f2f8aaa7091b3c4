import { LogRecord } from "@emojivoto/proto/otlp/logs";
import { ExportLogsServiceRequest, ExportLogsServiceResponse } from "@emojivoto/proto/otlp/logs-service";
import type { IncomingLog, TraceStore } from "../store/create-store.ts";
import { logsRequest } from "./otlp-json/logs-request.ts";
import { parseJson } from "./otlp-json/parse-json.ts";
import { decodeOrRefuse } from "./payload-error.ts";
import { type OriginOf, scopedMessages } from "./scoped-messages.ts";
import type { Signal } from "./signal.ts";

/** Log lines, into their traces; a line without a trace is dropped and counted, which is no fault of its sender. */
export function createLogsSignal(store: TraceStore, originOf: OriginOf): Signal {
  return {
    grpcPath: "/opentelemetry.proto.collector.logs.v1.LogsService/Export",
    httpPath: "/v1/logs",
    rejectedName: "rejectedLogRecords",
    receive: (payload) => {
      const { logs, withoutTrace } = decodeOrRefuse("an ExportLogsServiceRequest", () => readLogs(payload, originOf));
      store.counts.droppedLogs += withoutTrace;
      const count = store.addLogs(logs);
      if (count > 0) {
        return { count, message: `a trace may have ${store.maxTraceBytes} bytes, and one has no more room` };
      }
    },
    encodeRequest: (json) =>
      Buffer.from(
        ExportLogsServiceRequest.encode(ExportLogsServiceRequest.fromPartial(parseJson(logsRequest, json))).finish(),
      ),
    encodeResponse: (rejection) =>
      ExportLogsServiceResponse.encode({
        partialSuccess: rejection && { rejectedLogRecords: BigInt(rejection.count), errorMessage: rejection.message },
      }).finish(),
  };
}

function readLogs(payload: Buffer, originOf: OriginOf) {
  const logs: IncomingLog[] = [];
  let withoutTrace = 0;
  for (const [origin, message] of scopedMessages(payload, originOf)) {
    const { traceId } = LogRecord.decode(message);
    if (traceId.length === 16 && traceId.some((byte) => byte !== 0)) {
      logs.push({ traceId: traceId.toString("hex"), origin, bytes: message });
    } else withoutTrace++;
  }
  return { logs, withoutTrace };
}
