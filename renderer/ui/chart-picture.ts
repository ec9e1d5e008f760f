/** A chart as a picture and as data, for the clipboard or a file. */

/** Of a screen of twice the density: sharp on paper and slides. */
const PIXEL_RATIO = 2;

/** Text of the SVG of a data address as ECharts gives it. */
export function svgText(address: string): string {
  return decodeURIComponent(address.slice(address.indexOf(',') + 1));
}

/** The picture in pixels. */
export async function pngOf(svg: string, widthPx: number, heightPx: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(widthPx * PIXEL_RATIO);
  canvas.height = Math.round(heightPx * PIXEL_RATIO);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser could not draw the picture.'))), 'image/png');
  });
}

/** "Latency, 99th percentile" -> "latency-99th-percentile.svg". */
export function pictureName(title: string, ending: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${name}.${ending}`;
}
