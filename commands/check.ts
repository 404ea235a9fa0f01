import { runCommand } from '../runner/terminal/command-line';
import { checkCommand } from './shared/check-command';

void runCommand(checkCommand);
