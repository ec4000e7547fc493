/** What is used of the client library's WebSockets, whose own types are in a package that it does not bring along. */
export interface WebSocketLike {
  on(event: "close", listener: () => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  close(): void;
}

/** The WebSocket of an exec or a port-forward. */
export function webSocket(made: unknown): WebSocketLike {
  return made as WebSocketLike;
}
