/** Other tabs with the same talk (a duplicated tab): they are told when it moves on, is deleted, or has to be hidden fast. */

const CHANNEL = "kartlegging-chat";

export type News = "moved" | "deleted" | "left" | "coded";

interface Told {
  id: string;
  news: News;
}

/** Without BroadcastChannel, as in some private windows, nobody is told and nothing fails. */
export class Neighbours {
  private channel: BroadcastChannel | null = null;

  constructor(private readonly heard: (id: string, news: News) => void) {}

  start(): void {
    this.channel ??= open();
    if (this.channel) this.channel.onmessage = ({ data }: MessageEvent<Told>) => this.heard(data.id, data.news);
  }

  stop(): void {
    this.channel?.close();
    this.channel = null;
  }

  tell(id: string, news: News): void {
    this.channel?.postMessage({ id, news });
  }
}

/** Every tab of this page is to be left, also those with another talk. */
export function tellAllToLeave(): void {
  const channel = open();
  channel?.postMessage({ id: "", news: "left" });
  channel?.close();
}

function open(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return null;
  }
}
