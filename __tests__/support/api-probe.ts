import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** What the API said; status 0 when nobody answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Asks the API over and over, through the API server's proxy, from outside of the cluster. */
export class ApiProbe {
  private readonly proxy: ChildProcess;
  private readonly base: string;
  private readonly answers: Answer[] = [];
  private asking = true;
  private finished: Promise<void> = Promise.resolve();

  constructor(namespace: string, port = 18_001) {
    this.proxy = spawn("kubectl", ["proxy", `--port=${port}`], { stdio: "ignore" });
    this.base = `http://127.0.0.1:${port}/api/v1/namespaces/${namespace}/services/api-server:3001/proxy`;
  }

  /** One request; 0 when nobody answered. */
  async ask(path: string, init: RequestInit = {}): Promise<Answer> {
    try {
      const response = await fetch(`${this.base}${path}`, { ...init, signal: AbortSignal.timeout(15_000) });
      return { status: response.status, body: await response.json().catch(() => undefined) };
    } catch {
      return { status: 0, body: undefined };
    }
  }

  /** Waits until the API has been healthy for ten seconds on end: whatever was rolled out before has settled. */
  async healthy(seconds = 120): Promise<boolean> {
    let inARow = 0;
    for (let second = 0; second < seconds && inARow < 10; second += 1) {
      inARow = (await this.ask("/health")).status === 200 ? inARow + 1 : 0;
      await sleep(1000);
    }
    return inARow === 10;
  }

  /** Begins to ask for `/health` five times a second. */
  start(): void {
    this.finished = (async () => {
      while (this.asking) {
        this.answers.push(await this.ask("/health"));
        await sleep(200);
      }
    })();
  }

  /** Stops, and says what came back. */
  async stop(): Promise<readonly Answer[]> {
    this.asking = false;
    await this.finished;
    this.proxy.kill();
    return this.answers;
  }
}
