// The drawings beside words. Each stands on a grid of 16, in strokes of the text's own colour.

const drawings = {
  open: <path d="M2 12.5v-9h4l1.5 2H14v7z" />,
  undo: <path d="M5.5 3 2.5 6l3 3M2.5 6H9a4 4 0 0 1 0 8H6" />,
  redo: <path d="m10.5 3 3 3-3 3M13.5 6H7a4 4 0 0 0 0 8h3" />,
  down: <path d="m4 6.5 4 4 4-4" />,
  export: <path d="M8 2v8M5 7l3 3 3-3M2.5 11v2.5h11V11" />,
  theme: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5v11a5.5 5.5 0 0 0 0-11z" fill="currentColor" />
    </>
  ),
  light: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1" />
    </>
  ),
  dark: <path d="M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z" />,
  shield: (
    <>
      <path d="M8 1.5 13 3.5v4c0 3.5-2.2 5.7-5 7-2.8-1.3-5-3.5-5-7v-4z" />
      <path d="m5.7 7.9 1.7 1.7 3-3.2" />
    </>
  ),
  ok: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.3 8.2 1.9 1.9 3.5-4" />
    </>
  ),
  risk: (
    <>
      <path d="M8 2 14.5 13.5h-13z" />
      <path d="M8 6.5v3.2M8 11.6v.1" />
    </>
  ),
  no: (
    <>
      <path d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4z" />
      <path d="m5.8 5.8 4.4 4.4M10.2 5.8l-4.4 4.4" />
    </>
  ),
  note: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.3v3.5M8 5v.1" />
    </>
  ),
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  file: (
    <>
      <path d="M4 1.5h5.5l3 3v10H4z" />
      <path d="M9.5 1.5v3h3" />
    </>
  ),
  plus: <path d="M8 3v10M3 8h10" />,
  right: <path d="M3 8h10M9.5 4.5 13 8l-3.5 3.5" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3 3" />
    </>
  ),
  falling: <path d="M8 3v10M4.5 9.5 8 13l3.5-3.5" />,
  rising: <path d="M8 13V3M4.5 6.5 8 3l3.5 3.5" />,
  copy: (
    <>
      <path d="M5.5 5.5h8v8h-8z" />
      <path d="M10.5 5.5v-3h-8v8h3" />
    </>
  ),
  print: <path d="M4.5 6V2h7v4M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7V14h-7z" />,
} as const;

export type IconName = keyof typeof drawings;

export const Icon = ({ name, big = false }: { name: IconName; big?: boolean }) => (
  <svg class={big ? "icon big" : "icon"} viewBox="0 0 16 16" aria-hidden="true">
    {drawings[name]}
  </svg>
);
