import { writeFileSync } from 'fs';
import { join } from 'path';
import { rulesMarkdown } from './rules-markdown';
import { RULES } from '../src/rules';

writeFileSync(join(__dirname, '../RULES.md'), rulesMarkdown(RULES));
