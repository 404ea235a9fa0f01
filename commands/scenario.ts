import { startEnvironment } from '../environments';
import { runCommand } from '../runner/terminal/command-line';
import { scenarioCommand } from './shared/scenario-command';

void runCommand(scenarioCommand(startEnvironment));
