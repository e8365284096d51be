/** A request to the executor's API that is answered with a status and a reason. */
export class RequestRefused extends Error {
  override name = "RequestRefused";

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
