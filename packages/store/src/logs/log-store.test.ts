import { describeLogStore } from '../testing/describe-log-store.ts';
import { onBothEngines } from '../testing/engines.ts';

onBothEngines('a log', describeLogStore);
