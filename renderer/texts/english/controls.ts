/** Controls that all screens share: tables, charts, choices, dialogs. */
export const controls = {
  contents: {
    title: 'Contents',
    unfoldAll: 'Unfold all',
    foldAll: 'Fold all',
  },
  choose: 'Choose…',
  unknown: (value: string) => `${value} (unknown)`,
  table: {
    empty: 'No rows.',
    noMatch: 'No row has these words.',
    rows: (count: string) => `${count} rows`,
    searching: (all: string) => `Searching ${all} rows…`,
    found: (count: string, all: string) => `${count} of ${all} rows`,
    of: (caption: string) => `${caption}, table`,
    filterHint: 'Words in any column',
    filter: 'Filter',
  },
  chart: {
    asChart: 'Show as chart',
    asTable: 'Show as table',
    scales: {
      linear: 'Linear',
      log: 'Logarithmic',
    },
    axes: {
      x: 'Horizontal axis',
      y: 'Vertical axis',
    },
    scaleOf: {
      x: 'Scale of the horizontal axis',
      y: 'Scale of the vertical axis',
    },
    moves: {
      zoomIn: 'Zoom in',
      zoomOut: 'Zoom out',
      lower: 'Move to lower values',
      higher: 'Move to higher values',
    },
    moveOf: {
      x: (move: string) => `${move}, horizontal axis`,
      y: (move: string) => `${move}, vertical axis`,
    },
    copied: {
      picture: (chart: string) => `The picture of “${chart}” is in the clipboard.`,
      data: (chart: string) => `The data of “${chart}” is in the clipboard.`,
    },
    notCopied: {
      picture: 'The browser does not let the page write to the clipboard. Save the picture as a file instead.',
      data: 'The browser does not let the page write to the clipboard. Save the data as a file instead.',
    },
    optionsOf: (chart: string) => `Options of ${chart}`,
    hints: {
      packets: 'Draw a frame in the chart to enlarge it; click a line for the packet of that latency.',
      settings: 'Draw a frame in the chart to enlarge it; click a mark for its settings.',
    },
    options: 'Options',
    showAll: 'Show all',
    saveCsv: 'Save CSV',
    saveSvg: 'Save SVG',
    savePng: 'Save PNG',
    copyData: 'Copy data',
    copyPicture: 'Copy picture',
    textures: 'Textures beside colours, in all charts',
    series: 'Series',
  },
  close: 'Close',
} as const;
