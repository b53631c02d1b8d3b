/** What a device gives up on. It is told as a mistake (E0605) where a command ends. */
export class EngineError extends Error {
  /** Tells it from other errors. */
  override readonly name = "EngineError";

  /** An error that says what its cause says. @param cause What the native code threw. */
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** What a native call gives back. @throws {EngineError} If it fails, with its error as the cause. */
export async function native<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new EngineError(error);
  }
}
