const paths = {
  start: <path d="M5 3.5v9l7.5-4.5z" fill="currentColor" stroke="none" />,
  pause: <path d="M5.8 4v8M10.2 4v8" stroke-width="2" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor" stroke="none" />,
  restart: <path d="M12.5 8a4.5 4.5 0 1 1-1.4-3.3M12.6 2.6v2.6H10" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  search: <><circle cx="7" cy="7" r="4" /><path d="m10 10 3.2 3.2" /></>,
  copy: <><rect x="5.5" y="5.5" width="7.5" height="7.5" rx="1.2" /><path d="M3 10.5V4a1 1 0 0 1 1-1h6.5" /></>,
  console: <path d="m3 4.5 3.5 3.5L3 11.5M8.5 12H13" />,
  details: <path d="M3 4h10M3 8h10M3 12h6" />,
  down: <path d="M8 3v9.5M4 8.8l4 4 4-4" />,
  download: <path d="M8 2.5v7.5M4.8 7.2 8 10.4l3.2-3.2M3 13.2h10" />,
  up: <path d="m4 10 4-4 4 4" />,
  next: <path d="m4 6 4 4 4-4" />,
  clock: <><circle cx="8" cy="8" r="5" /><path d="M8 5v3.2l2 1.3" /></>,
  wrap: <path d="M3 4h10M3 8h8a2 2 0 0 1 0 4H8.5M10 10.3 8.3 12l1.7 1.7M3 12h2.5" />,
  sun: <><circle cx="8" cy="8" r="2.8" /><path d="M8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M3.6 12.4l1-1M11.4 4.6l1-1" /></>,
  moon: <path d="M12.8 9.6A5.3 5.3 0 0 1 6.4 3.2a5.3 5.3 0 1 0 6.4 6.4z" />,
  system: <><circle cx="8" cy="8" r="5.2" /><path d="M8 2.8a5.2 5.2 0 0 1 0 10.4z" fill="currentColor" /></>,
  add: <path d="M8 3.5v9M3.5 8h9" />,
  minus: <path d="M3.5 8h9" />,
  pin: <path d="M6 2.5h4M6.8 2.5v4L4.5 9h7L9.2 6.5v-4M8 9v4.5" />,
  edit: <path d="m10.6 3.2 2.2 2.2-7 7-2.9.7.7-2.9zM9.2 4.6l2.2 2.2" />,
  lock: <><rect x="4" y="7" width="8" height="6" rx="1.2" /><path d="M5.8 7V5.2a2.2 2.2 0 0 1 4.4 0V7" /></>,
};

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5"
      stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{paths[name]}</svg>
  );
}
