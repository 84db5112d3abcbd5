/** What the API says. The C# records of the same names are the source. */
export interface Resource {
  name: string;
  displayName: string;
  type: string;
  state: string | null;
  stateStyle: string | null;
  health: Health | null;
  healthReports: HealthReport[];
  source: string | null;
  processId: number | null;
  createdAt: string | null;
  startedAt: string | null;
  stoppedAt: string | null;
  exitCode: number | null;
  urls: ResourceUrl[];
  relationships: Relationship[];
  environment: NamedValue[];
  commands: Command[];
  properties: NamedValue[];
  isHidden: boolean;
}

export type Health = 'Healthy' | 'Degraded' | 'Unhealthy';

export interface HealthReport {
  name: string;
  status: Health | null;
  description: string | null;
  error: string | null;
  lastRunAt: string | null;
}

export interface ResourceUrl {
  name: string | null;
  url: string;
  displayText: string | null;
  isInternal: boolean;
}

export interface Relationship {
  resourceName: string;
  type: string;
}

export interface NamedValue {
  name: string;
  value: string | null;
  isSecret: boolean;
}

export interface Command {
  name: string;
  displayName: string;
  state: 'Enabled' | 'Disabled' | 'Hidden';
  description: string | null;
  confirmationMessage: string | null;
  isHighlighted: boolean;
}

export interface LogLine {
  number: number;
  timestamp: string | null;
  text: string;
  isError: boolean;
}

export interface Problem {
  title: string;
  status: number;
  detail: string;
}
