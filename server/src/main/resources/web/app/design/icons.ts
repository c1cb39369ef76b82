import {type SVGTemplateResult, type TemplateResult, html, svg} from "lit";

/** Our own line icons on a 24 px grid, drawn with a round 1.75 px pen; `solid` ones are filled. */
const shapes = {
  home: svg`<path d="M4 11.2 12 4.5l8 6.7V19a1 1 0 0 1-1 1h-4.5v-5h-5v5H5a1 1 0 0 1-1-1z"/>`,
  heart: svg`<path d="M12 20s-7.6-4.6-7.6-10.1A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 7.6 2.7C19.6 15.4 12 20
    12 20z"/>`,
  rings: svg`<circle cx="9" cy="12" r="5.2"/><circle cx="15" cy="12" r="5.2"/>`,
  clips: svg`<rect x="5.5" y="3.8" width="13" height="16.4" rx="2.6"/><path d="M10.3 8.8 15 12l-4.7 3.2z"/>`,
  share: svg`<path d="M13.5 4.8 20 11l-6.5 6.2v-3.7c-4.6 0-7.6 1.4-9.7 4.7.5-5.3 3.8-9 9.7-9.6z"/>`,
  orders: svg`<path d="M6 3.8h12v16.4l-2.4-1.5-2.4 1.5-2.4-1.5-2.4 1.5L6 18.7z"/>
    <path d="M9 8.5h6M9 12.5h6"/>`,
  person: svg`<circle cx="12" cy="8.2" r="3.7"/><path d="M4.8 20c.6-3.9 3.5-6 7.2-6s6.6 2.1 7.2 6"/>`,
  people: svg`<circle cx="9" cy="8.5" r="3.2"/><path d="M3.2 19c.4-3.3 2.7-5.2 5.8-5.2s5.4 1.9 5.8 5.2"/>
    <path d="M15.5 5.7a3.2 3.2 0 0 1 0 5.7M17.4 14.3c1.9.7 3.1 2.3 3.4 4.7"/>`,
  search: svg`<circle cx="11" cy="11" r="6.2"/><path d="m15.7 15.7 4.3 4.3"/>`,
  bag: svg`<path d="M5.5 8.5h13l1 11a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1z"/>
    <path d="M8.8 10.5V8a3.2 3.2 0 0 1 6.4 0v2.5"/>`,
  send: svg`<path d="M4.2 12 20 4.4 15.6 20l-4-6.2z"/><path d="m11.6 13.8 8.2-9.2"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  back: svg`<path d="m14.5 5-7 7 7 7"/>`,
  next: svg`<path d="m9.5 5 7 7-7 7"/>`,
  down: svg`<path d="m5 9.5 7 7 7-7"/>`,
  upload: svg`<path d="M12 15V4.8m-4.6 4.6L12 4.8l4.6 4.6M5 19h14"/>`,
  download: svg`<path d="M12 4.5v10.2m-4.6-4.4 4.6 4.6 4.6-4.6M5 19h14"/>`,
  up: svg`<path d="m5 14.5 7-7 7 7"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  check: svg`<path d="m5 12.5 4.7 4.7L19 7.5"/>`,
  notice: svg`<circle cx="12" cy="12" r="8.2"/><path d="M12 7.8v5M12 16.1v.1"/>`,
  offline: svg`<path d="M4 4l16 16M8.3 8.6A9.8 9.8 0 0 0 4.5 11M12.6 8a9.9 9.9 0 0 1 6.9 3M7.6 14.3a6 6 0 0
    1 3-1.6
    M16.4 14.3l-.9-.7M12 18.2v.1"/>`,
  again: svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4"/><path d="M19.8 3.8v4.4h-4.4"/>`,
  volume: svg`<path d="M4.5 9.5v5h3.4l4.6 3.8V5.7L7.9 9.5z"/>
    <path d="M15.8 9.2a4 4 0 0 1 0 5.6M18.2 6.8a7.4 7.4 0 0 1 0 10.4"/>`,
  muted: svg`<path d="M4.5 9.5v5h3.4l4.6 3.8V5.7L7.9 9.5z"/><path d="m16 10 4.5 4.5M20.5 10 16 14.5"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.2"/><path d="M12 7.5V12l3 2.2"/>`,
  pin: svg`<path d="M12 20.5s6.5-5.8 6.5-11a6.5 6.5 0 0 0-13 0c0 5.2 6.5 11 6.5 11z"/>
    <circle cx="12" cy="9.5" r="2.2"/>`,
  tack: svg`<path d="M9 4.5h6l-.8 5.6 2.8 2.7v1.7H7v-1.7l2.8-2.7zM12 14.5v5.5"/>`,
  globe: svg`<circle cx="12" cy="12" r="8.2"/>
    <path d="M3.8 12h16.4M12 3.8c5 5.3 5 11.1 0 16.4-5-5.3-5-11.1 0-16.4z"/>`,
  door: svg`<path d="M13.5 4.5H6v15h7.5M10 12h10m-3.4-3.6L20 12l-3.4 3.6"/>`,
  shop: svg`<path d="M5 10.5V20h14v-9.5"/>
    <path d="M4 8.2 5.6 4h12.8L20 8.2a2.7 2.7 0 0 1-5.3.5 2.7 2.7 0 0 1-5.4 0A2.7 2.7 0 0 1 4 8.2z"/>`,
  camera: svg`<rect x="3.5" y="6.5" width="12" height="11" rx="2"/><path d="m15.5 11 5-2.8v7.6l-5-2.8"/>`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2"/>
    <path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>`,
  edit: svg`<path d="m4.5 19.5 1-4L16 5a1.8 1.8 0 0 1 2.5 0l.5.5A1.8 1.8 0 0 1 19 8L8.5 18.5z"/>`,
  trash: svg`<path d="M5 7h14M10 7V4.5h4V7M6.5 7l.9 12.5h9.2L17.5 7"/>`,
  more: svg`<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="3"/>`,
  truck: svg`<path d="M3.5 6.5h10.5v10H3.5zM14 10h3.6l2.9 3.2v3.3H14z"/>
    <circle cx="7.2" cy="17.5" r="1.7"/><circle cx="16.8" cy="17.5" r="1.7"/>`,
  tree: svg`<circle cx="12" cy="5.5" r="2"/><circle cx="6" cy="18.5" r="2"/><circle cx="18" cy="18.5" r="2"/>
    <path d="M12 7.5v4.5M6 16.5V12h12v4.5"/>`,
  chart: svg`<path d="M4.5 19.5h15M7 16v-4.5M12 16V6.5M17 16v-7"/>`,
  chat: svg`<path d="M4.5 5.5h15v10.5h-8l-4.2 3.6V16H4.5z"/>`,
  shield: svg`<path d="M12 3.8 19 6.3v5.2c0 4.3-2.9 7.4-7 8.7-4.1-1.3-7-4.4-7-8.7V6.3z"/>
    <path d="m9 12 2.2 2.2L15.2 10"/>`,
  picture: svg`<rect x="4" y="5" width="16" height="14" rx="2"/><circle cx="9" cy="10" r="1.6"/>
    <path d="m4.5 17 4.7-4 3.3 2.6 3-2.6 4 3.6"/>`,
  grip: svg`<path d="M9 6.5h.01M15 6.5h.01M9 12h.01M15 12h.01M9 17.5h.01M15 17.5h.01" stroke-width="2.6"/>`,
  bell: svg`<path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5h-14z"/><path d="M10.2 20.4a2 2 0 0 0 3.6 0"/>`,
  star: svg`<path d="m12 4.2 2.4 4.9 5.4.8-3.9 3.8.9 5.4-4.8-2.6-4.8 2.6.9-5.4-3.9-3.8 5.4-.8z"/>`,
  gift: svg`<path d="M4.5 10h15v9.5h-15zM3.5 7h17v3h-17zM12 7v12.5"/>
    <path d="M12 7c-1-3-5.2-3.6-5.2-1.2C6.8 7 9 7 12 7zM12 7c1-3 5.2-3.6 5.2-1.2C17.2 7 15 7 12 7z"/>`,
  hook: svg`<circle cx="7" cy="16.5" r="3.2"/><circle cx="17" cy="16.5" r="3.2"/><circle cx="12" cy="7" r="3.2"/>
    <path d="M10.6 9.9 8.4 13.6M13.4 9.9l2.2 3.7M10.2 16.5h3.6"/>`,
  flash: svg`<path d="M13.2 3.5 5.5 13.2h5.3l-1 7.3 8.2-10.2h-5.4z"/>`,
  tag: svg`<path d="M12.6 4.2h6.2a1 1 0 0 1 1 1v6.2L11.6 19.6a1.4 1.4 0 0 1-2 0l-5.2-5.2a1.4 1.4 0 0 1 0-2z"/>
    <circle cx="15.8" cy="8.2" r="1.3"/>`,
  ticket: svg`<path d="M4 7.5h16v3a1.9 1.9 0 0 0 0 3.4v2.6H4v-2.6a1.9 1.9 0 0 0 0-3.4z"/>
    <path d="M14.2 8.5v1.6M14.2 12v1.6M14.2 15.4v.6"/>`,
  play: svg`<path d="M8 5.5 18.5 12 8 18.5z"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

/** An icon beside words; it says nothing to a screen reader. */
export function icon(name: IconName, isSolid = false): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" fill=${isSolid ? "currentColor" : "none"}
    stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"
    aria-hidden="true">${shapes[name]}</svg>`;
}

/** The mark: two rings that hold each other. You trust me, I trust you. */
export function mark(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 48 48" fill="none" aria-hidden="true">
    <rect width="48" height="48" rx="13" style="fill:var(--mark)"></rect>
    <g stroke-width="4" fill="none">
      <circle cx="18.5" cy="24" r="9" style="stroke:var(--glow-pale)"></circle>
      <circle cx="29.5" cy="24" r="9" style="stroke:var(--glow)"></circle>
      <path d="M20.83 15.31A9 9 0 0 1 26.29 19.5" style="stroke:var(--glow-pale)"></path>
    </g>
  </svg>`;
}
