import type { Preset } from '../preset.ts';
import { enableThinking } from '../prepare/enable-thinking.ts';
import { likeMost } from '../prepare/like-most.ts';
import { moonshot } from '../prepare/moonshot.ts';
import { zAi } from '../prepare/z-ai.ts';

/** Source: the error pages of Z.ai and Zhipu, as of 2026-11. */
const GLM_FAULTS = {
  '1000': 'credential_refused',
  '1001': 'credential_refused',
  '1002': 'credential_refused',
  '1003': 'credential_refused',
  '1004': 'credential_refused',
  '1113': 'quota_exhausted',
  '1211': 'model_not_found',
  '1261': 'context_too_long',
  '1301': 'content_refused',
  '1302': 'rate_limited',
  '1303': 'rate_limited',
  '1305': 'overloaded',
  '1308': 'quota_exhausted',
  '1310': 'quota_exhausted',
} as const;

/** Those with a way of their own to ask for thinking. */
export const thinkers: readonly Preset[] = [
  {
    id: 'ai21',
    name: 'AI21',
    // Its older door has the model in the path, and words of its own.
    base: 'https://api.ai21.com/studio/v1',
    operations: ['chat'],
    chat: likeMost,
  },
  {
    id: 'dashscope',
    name: 'Alibaba DashScope',
    aliases: ['alibaba', 'qwen'],
    // CN: https://dashscope.aliyuncs.com/compatible-mode/v1.
    base: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
    operations: ['chat', 'embeddings', 'responses', 'models'],
    chat: enableThinking,
    takes: ['cache_control', 'reasoning_content', 'top_k'],
    faults: {
      invalidapikey: 'credential_refused',
      arrearage: 'quota_exhausted',
      datainspectionfailed: 'content_refused',
      data_inspection_failed: 'content_refused',
      throttling: 'rate_limited',
      'throttling.ratequota': 'rate_limited',
      'throttling.allocationquota': 'rate_limited',
      'throttling.burstrate': 'rate_limited',
    },
  },
  {
    id: 'moonshot',
    name: 'Moonshot',
    aliases: ['kimi'],
    telemetryName: 'moonshot_ai',
    // Elsewhere: https://api.moonshot.ai.
    base: 'https://api.moonshot.cn',
    root: '/v1',
    operations: ['chat', 'models'],
    chat: moonshot,
  },
  {
    id: 'novita-ai',
    name: 'Novita',
    aliases: ['novita'],
    // Newer: https://api.novita.ai/openai.
    base: 'https://api.novita.ai/v3/openai',
    root: '/v1',
    operations: ['chat', 'completions', 'embeddings', 'models'],
    chat: enableThinking,
  },
  {
    id: 'siliconflow',
    name: 'SiliconFlow',
    // Elsewhere: https://api.siliconflow.com/v1.
    base: 'https://api.siliconflow.cn/v1',
    operations: ['chat', 'completions', 'embeddings', 'images', 'rerank', 'speech', 'transcriptions', 'models'],
    chat: enableThinking,
  },
  {
    id: 'z-ai',
    name: 'Z.ai',
    aliases: ['zai'],
    base: 'https://api.z.ai/api/paas/v4',
    operations: ['chat', 'images'],
    chat: zAi,
    faults: GLM_FAULTS,
  },
  {
    id: 'zhipu',
    name: 'Zhipu',
    base: 'https://open.bigmodel.cn/api/paas/v4',
    operations: ['chat', 'embeddings', 'images'],
    chat: zAi,
    faults: GLM_FAULTS,
  },
];
