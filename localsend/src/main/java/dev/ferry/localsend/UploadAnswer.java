package dev.ferry.localsend;

/** What a device answers to the upload of a file. What it says is not escaped. */
sealed interface UploadAnswer {
  /** 200: it has the file. */
  record Taken() implements UploadAnswer {}

  /** 422: what came has another SHA-256 than was promised; the same token may try again. */
  record Differs() implements UploadAnswer {}

  /** 401, 403, 404, 409: session or token are not known there, or not any more. */
  record Gone() implements UploadAnswer {}

  /** Anything else, 400 and 500 above all: it could not take the file. */
  record Refused(int status, String reason) implements UploadAnswer {}
}
