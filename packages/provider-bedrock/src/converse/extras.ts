import type { Json } from '@sluice/provider-sdk';
import { compact } from '@sluice/provider-sdk/chat';

/** Members of a reply, or of a stream's last frames, that only Bedrock has and that are there because they were asked for. */
export const extrasIn = ({ trace, performanceConfig, additionalModelResponseFields }: Json): Json | undefined =>
  compact({
    trace: trace ?? undefined,
    performanceConfig: performanceConfig ?? undefined,
    additionalModelResponseFields: additionalModelResponseFields ?? undefined,
  });
