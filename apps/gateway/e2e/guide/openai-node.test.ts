import { openaiNode } from './clients.ts';
import { describeClient } from './describe-client.ts';
import { nothing } from './needs.ts';

describeClient(openaiNode, nothing);
