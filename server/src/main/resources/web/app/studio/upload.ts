import {newKey} from "../http/api";
import {Problem, problemOf} from "../http/problem";
import type {Picture} from "../http/types";

/** The door takes at most this many bytes of a picture. */
export const PICTURE_BYTES_MAX = 5 * 1024 * 1024;
const WEBP = "image/webp";
export const PICTURE_TYPES = ["image/jpeg", "image/png", WEBP];
/** 0..1; what is lost at this one is not seen on a phone. */
const JPEG_QUALITY = 0.92;

/** Why a file cannot be a picture here, as a key of words; empty when it may be tried. */
export function wrongFile(file: File): string {
  if (!PICTURE_TYPES.includes(file.type)) {
    return "studio.pictureType";
  }
  return file.size > PICTURE_BYTES_MAX ? "studio.pictureSize" : "";
}

/** The server reads PNG and JPEG; the browser reads WebP too, and writes it anew on white. */
async function readable(file: File): Promise<Blob> {
  if (file.type !== WEBP) {
    return file;
  }
  const image = await createImageBitmap(file).catch(() => undefined);
  const canvas = document.createElement("canvas");
  const paper = canvas.getContext("2d");
  if (!image || !paper) {
    throw new Problem(422, "PICTURE_TYPE", "");
  }
  canvas.width = image.width;
  canvas.height = image.height;
  paper.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--on-picture");
  paper.fillRect(0, 0, image.width, image.height);
  paper.drawImage(image, 0, 0);
  const written = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", JPEG_QUALITY));
  if (!written) {
    throw new Problem(422, "PICTURE_TYPE", "");
  }
  return written;
}

/**
 * Sends a picture and tells how far it is, 0..1. It is the one call beside `api`, because only XMLHttpRequest
 * knows the progress of what it sends.
 */
export async function sendPicture(
  path: string, file: File, onProgress: (share: number) => void): Promise<Picture> {
  const picture = await readable(file);
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", `/api/v1${path}`);
    call.setRequestHeader("Accept", "application/json");
    call.setRequestHeader("Content-Type", picture.type);
    call.setRequestHeader("Idempotency-Key", newKey());
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    call.onerror = () => reject(new Problem(0, "OFFLINE", ""));
    call.onload = () => {
      if (call.status >= 200 && call.status < 300) {
        resolve(JSON.parse(call.responseText) as Picture);
      } else {
        void problemOf(new Response(call.responseText, {status: call.status})).then(reject);
      }
    };
    call.send(picture);
  });
}
