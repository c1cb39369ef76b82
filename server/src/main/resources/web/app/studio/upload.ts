import {newKey} from "../http/api";
import {Problem, problemOf} from "../http/problem";
import type {Picture} from "../http/types";

/** The door takes at most this many bytes of a picture. */
export const PICTURE_BYTES_MAX = 5 * 1024 * 1024;
export const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp"];

/** Why a file cannot be a picture here, as a key of words; empty when it may be tried. */
export function wrongFile(file: File): string {
  if (!PICTURE_TYPES.includes(file.type)) {
    return "studio.pictureType";
  }
  return file.size > PICTURE_BYTES_MAX ? "studio.pictureSize" : "";
}

/**
 * Sends a picture and tells how far it is, 0..1. It is the one call beside `api`, because only XMLHttpRequest
 * knows the progress of what it sends.
 */
export function sendPicture(path: string, file: File, onProgress: (share: number) => void): Promise<Picture> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", `/api/v1${path}`);
    call.setRequestHeader("Accept", "application/json");
    call.setRequestHeader("Content-Type", file.type);
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
    call.send(file);
  });
}
