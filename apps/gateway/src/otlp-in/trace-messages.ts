import protobuf from 'protobufjs/light.js';

/** The messages of OTLP's traces as far as they are read here: opentelemetry-proto, version 1. Fields that are not named are passed over. */
const SCHEMA = {
  nested: {
    ExportTraceServiceRequest: { fields: { resourceSpans: { rule: 'repeated', type: 'ResourceSpans', id: 1 } } },
    ResourceSpans: { fields: { resource: { type: 'Resource', id: 1 }, scopeSpans: { rule: 'repeated', type: 'ScopeSpans', id: 2 } } },
    Resource: { fields: { attributes: { rule: 'repeated', type: 'KeyValue', id: 1 } } },
    // Each is read by itself, so that one that is none costs no other, and others may have their turn in between.
    ScopeSpans: { fields: { spans: { rule: 'repeated', type: 'bytes', id: 2 } } },
    Span: {
      fields: {
        traceId: { type: 'bytes', id: 1 },
        spanId: { type: 'bytes', id: 2 },
        parentSpanId: { type: 'bytes', id: 4 },
        name: { type: 'string', id: 5 },
        startTimeUnixNano: { type: 'fixed64', id: 7 },
        endTimeUnixNano: { type: 'fixed64', id: 8 },
        attributes: { rule: 'repeated', type: 'KeyValue', id: 9 },
        events: { rule: 'repeated', type: 'Event', id: 11 },
        status: { type: 'Status', id: 15 },
      },
    },
    Event: { fields: { name: { type: 'string', id: 2 }, attributes: { rule: 'repeated', type: 'KeyValue', id: 3 } } },
    Status: { fields: { message: { type: 'string', id: 2 }, code: { type: 'int32', id: 3 } } },
    KeyValue: { fields: { key: { type: 'string', id: 1 }, value: { type: 'AnyValue', id: 2 } } },
    AnyValue: {
      oneofs: { value: { oneof: ['stringValue', 'boolValue', 'intValue', 'doubleValue', 'arrayValue', 'kvlistValue', 'bytesValue'] } },
      fields: {
        stringValue: { type: 'string', id: 1 },
        boolValue: { type: 'bool', id: 2 },
        intValue: { type: 'int64', id: 3 },
        doubleValue: { type: 'double', id: 4 },
        arrayValue: { type: 'ArrayValue', id: 5 },
        kvlistValue: { type: 'KeyValueList', id: 6 },
        bytesValue: { type: 'bytes', id: 7 },
      },
    },
    ArrayValue: { fields: { values: { rule: 'repeated', type: 'AnyValue', id: 1 } } },
    KeyValueList: { fields: { values: { rule: 'repeated', type: 'KeyValue', id: 1 } } },
    ExportTraceServiceResponse: { fields: { partialSuccess: { type: 'ExportTracePartialSuccess', id: 1 } } },
    ExportTracePartialSuccess: { fields: { rejectedSpans: { type: 'int64', id: 1 }, errorMessage: { type: 'string', id: 2 } } },
    RpcStatus: { fields: { code: { type: 'int32', id: 1 }, message: { type: 'string', id: 2 } } },
  },
};

const root = protobuf.Root.fromJSON(SCHEMA);
const REQUEST = root.lookupType('ExportTraceServiceRequest');
const SPAN = root.lookupType('Span');
const RESPONSE = root.lookupType('ExportTraceServiceResponse');
const STATUS = root.lookupType('RpcStatus');

/**
 * An export in protobuf, in the shape that it has in JSON but for its spans, which are bytes: `decodeSpan` reads one.
 *
 * @throws Error for bytes that are none.
 */
export const decodeRequest = (bytes: Uint8Array): unknown => REQUEST.toObject(REQUEST.decode(bytes), { longs: String, oneofs: false });

/**
 * A span, in the shape that it has in JSON but for ids, which are bytes.
 *
 * @throws Error for bytes that are none.
 */
export const decodeSpan = (bytes: Uint8Array): unknown => SPAN.toObject(SPAN.decode(bytes), { longs: String, oneofs: false });

/** What is answered to an export. */
export const encodeResponse = (response: object): Uint8Array => RESPONSE.encode(RESPONSE.fromObject(response)).finish();

/** What an export is refused with. */
export const encodeStatus = (status: { readonly code: number; readonly message: string }): Uint8Array =>
  STATUS.encode(STATUS.fromObject(status)).finish();
