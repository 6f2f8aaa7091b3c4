/** Why a store cannot be used: plain words that may cross the wire, without a path; the cause is for the log. */
export class StoreFault extends Error {
  /** Whether what is stored can be trusted and read all the same. */
  readonly readable: boolean;

  constructor(reason: string, options?: ErrorOptions & { readable?: boolean }) {
    super(reason, options);
    this.name = "StoreFault";
    this.readable = options?.readable ?? false;
  }
}

/** The fault behind an error of node:sqlite or node:fs; undefined for any other error, which is a bug. */
export function toStoreFault(error: unknown): StoreFault | undefined {
  if (error instanceof StoreFault) return error;
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as NodeJS.ErrnoException & { errcode?: number };
  if (code === "ERR_SQLITE_ERROR") return ofSqlite(errcode ?? 0, error);
  return code === undefined || code.startsWith("ERR_") ? undefined : ofFileSystem(code, error);
}

/** Source of the codes, of which an extended one keeps its kind in the low byte: https://sqlite.org/rescode.html */
function ofSqlite(errcode: number, cause: Error): StoreFault {
  switch (errcode & 0xff) {
    case 5: // SQLITE_BUSY
      return new StoreFault("another process is using its file", { cause });
    case 8: // SQLITE_READONLY
      return new StoreFault("its file or folder is read-only", { cause, readable: true });
    case 10: // SQLITE_IOERR
      return new StoreFault("its disk fails to read or write", { cause, readable: true });
    case 11: // SQLITE_CORRUPT
      return new StoreFault("its file is damaged: put a backup in its place or move it away", { cause });
    case 13: // SQLITE_FULL
      return new StoreFault("its disk is full", { cause, readable: true });
    case 14: // SQLITE_CANTOPEN
      return new StoreFault("its file cannot be opened", { cause });
    case 26: // SQLITE_NOTADB
      return new StoreFault("its file is not an SQLite database: name another one in VOTES_URL", { cause });
    default:
      return new StoreFault("its database failed in an unexpected way", { cause });
  }
}

function ofFileSystem(code: string, cause: Error): StoreFault {
  switch (code) {
    case "EACCES":
    case "EPERM":
      return new StoreFault("its file or folder may not be written by this user", { cause });
    case "EROFS":
      return new StoreFault("its file or folder is read-only", { cause });
    case "ENOSPC":
    case "EDQUOT":
      return new StoreFault("its disk is full", { cause });
    case "EEXIST":
    case "ENOTDIR":
      return new StoreFault("a file stands where its folder should be", { cause });
    default:
      return new StoreFault(`its file cannot be opened (${code})`, { cause });
  }
}
