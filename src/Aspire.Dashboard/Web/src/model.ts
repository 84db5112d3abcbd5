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
  volumes: Volume[];
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

export interface Volume {
  source: string | null;
  target: string;
  mountType: string;
  isReadOnly: boolean;
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
  arguments: InputField[];
  isOnPage: boolean;
}

export interface CommandResult {
  message: string | null;
  output: CommandOutput | null;
}

export interface CommandOutput {
  text: string;
  format: 'Text' | 'Json' | 'Markdown';
  isShownAtOnce: boolean;
}

/** Something that the application asks or tells. */
export interface Interaction {
  id: number;
  kind: 'MessageBox' | 'Inputs' | 'Notification';
  title: string;
  message: string | null;
  isMarkdown: boolean;
  intent: 'None' | 'Success' | 'Warning' | 'Error' | 'Information' | 'Confirmation';
  primaryText: string | null;
  secondaryText: string | null;
  canDismiss: boolean;
  linkText: string | null;
  linkUrl: string | null;
  inputs: InputField[];
}

export interface InputField {
  name: string;
  label: string;
  kind: 'Text' | 'Secret' | 'Choice' | 'Boolean' | 'Number';
  description: string | null;
  isMarkdown: boolean;
  isRequired: boolean;
  value: string | null;
  placeholder: string | null;
  maxLength: number | null;
  isDisabled: boolean;
  isLoading: boolean;
  fillsOthers: boolean;
  options: { value: string; text: string }[];
  allowsOther: boolean;
}

export interface InputProblem {
  input: string;
  message: string;
}

export interface InputsProblem extends Problem {
  inputs: InputProblem[];
}

export interface LogLine {
  /** Who wrote it, where several consoles are shown as one. */
  resource?: string;
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

export type Attributes = Record<string, unknown>;

export interface TraceSummary {
  traceId: string;
  number: number;
  name: string;
  resource: string;
  startedAt: string;
  durationNs: number;
  spanCount: number;
  errorCount: number;
  resources: { name: string; spanCount: number }[];
}

export interface Trace {
  traceId: string;
  startedAt: string;
  durationNs: number;
  spans: Span[];
  findings?: Finding[];
}

/** Something conspicuous: the same query again and again, a cache entry that never ends. */
export interface Finding {
  kind: 'RepeatedQuery' | 'DuplicateQuery' | 'NoExpiry';
  title: string;
  statement: string;
  /** Whether the spans show it; else it may be otherwise. */
  isCertain: boolean;
  durationNs: number;
  spanIds: string[];
}

export interface Span {
  spanId: string;
  parentSpanId: string | null;
  resource: string;
  instance: string | null;
  scope: string;
  name: string;
  kind: 'Unspecified' | 'Internal' | 'Server' | 'Client' | 'Producer' | 'Consumer';
  offsetNs: number;
  durationNs: number;
  isError: boolean;
  statusMessage: string | null;
  attributes: Attributes;
  events: { name: string; offsetNs: number; attributes: Attributes }[];
  links: { traceId: string; spanId: string; attributes: Attributes }[];
}

export type Severity = 'Unspecified' | 'Trace' | 'Debug' | 'Information' | 'Warning' | 'Error' | 'Critical';

export interface LogRecord {
  number: number;
  time: string;
  severity: Severity;
  resource: string;
  instance: string | null;
  category: string;
  message: unknown;
  traceId: string | null;
  spanId: string | null;
  attributes: Attributes;
}

export interface TelemetryCounts {
  traces: number;
  spans: number;
  logs: number;
  points?: number;
  droppedSpans: number;
  droppedLogs: number;
}

/** A start of the application, with what its services sent. */
export interface Run {
  id: string;
  application: string;
  startedAt: string;
  endedAt: string | null;
  isCurrent: boolean;
  isLive: boolean;
  isPinned: boolean;
  bytes: number;
}
