/** What the API says of questions in SQL; docs/dashboard-api.md is the source. */
export interface Table {
  name: string;
  description: string;
  columns: string[];
}

export interface Example {
  title: string;
  sql: string;
}

export type Value = string | number | null;

export interface QueryAnswer {
  columns: string[];
  rows: Value[][];
  isComplete: boolean;
}
