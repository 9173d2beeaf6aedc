import type { Sharp } from 'sharp';

/** Larger images are files like any other: there is no picture of them. */
export const MOST_IMAGE_BYTES = 48 * 1024 * 1024;

/** An image of more pixels is a bomb, or for a program of its own. */
const MOST_PIXELS = 60_000_000;
const PREVIEW_PIXELS = 1600;
const THUMB_PIXELS = 320;
const SECONDS = 15;

/** What can be made pictures of; everything else is never decoded. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif']);

/** Whether pictures can be made of a media type. */
export const isPicture = (mediaType: string): boolean => PICTURES.has(mediaType);

/** Pictures of an image: WebP, made anew from its pixels. */
export interface Renditions {
  /** Of the image as it is seen, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly preview: Buffer;
  readonly thumb: Buffer;
}

/**
 * Makes pictures of an image: only pixels pass, so neither position, camera nor anything hidden in the file does
 * (EXIF, XMP, text behind the end). Of an animation the first picture. `null` for what cannot be decoded within the
 * limits.
 */
export async function makeRenditions(image: Buffer): Promise<Renditions | null> {
  return oneAtATime(async () => {
    try {
      const { info, data } = await (
        await pixelsOf(image)
      )
        .resize({ width: PREVIEW_PIXELS, height: PREVIEW_PIXELS, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 82 })
        .toBuffer({ resolveWithObject: true });
      const thumb = await (
        await pixelsOf(data)
      )
        .resize({ width: THUMB_PIXELS, height: THUMB_PIXELS, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 78 })
        .toBuffer();
      return { width: info.width, height: info.height, preview: data, thumb };
    } catch {
      return null;
    }
  });
}

/** A square picture of a person, cut from the middle; `null` for what cannot be decoded within the limits. */
export async function makeAvatar(image: Buffer): Promise<Buffer | null> {
  return oneAtATime(async () => {
    try {
      return await (
        await pixelsOf(image)
      )
        .resize({ width: 256, height: 256, fit: 'cover', position: 'attention' })
        .webp({ quality: 82 })
        .toBuffer();
    } catch {
      return null;
    }
  });
}

let loading: Promise<(image: Buffer) => Sharp> | undefined;

/** Loaded with the first image: the library is large, and most processes never need it. */
async function pixelsOf(image: Buffer): Promise<Sharp> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    // Decoders of what is never to be decoded: a forgotten check elsewhere must not reach them.
    sharp.block({
      operation: [
        ...['Svg', 'Pdf', 'Magick', 'Magick7', 'Openslide', 'Tiff', 'Fits', 'Mat', 'Ppm', 'Csv', 'Matrix'],
        ...['Rad', 'Analyze', 'Jp2k', 'OpenExr', 'Nifti', 'Vips', 'Raw', 'Jxl', 'DcRaw'],
      ].map((format) => `VipsForeignLoad${format}`),
    });
    return (bytes) =>
      sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1, sequentialRead: true })
        .autoOrient()
        .timeout({ seconds: SECONDS });
  });
  return (await loading)(image);
}

let last: Promise<unknown> = Promise.resolve();

/** Decoding takes memory: one image at a time. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next;
  return next;
}
