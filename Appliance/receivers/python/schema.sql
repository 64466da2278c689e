-- What the receiver holds. Commits are synced: what was acknowledged survives a kill and a power cut.
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;

-- One row: the incarnation (16 hex digits), the epoch of the downlink, the seed of the signing key.
CREATE TABLE IF NOT EXISTS store (inc TEXT NOT NULL, epoch TEXT NOT NULL, key BLOB NOT NULL);

-- Who was enrolled by which code; a code is used once. A replacement machine is another row of the same hall.
CREATE TABLE IF NOT EXISTS halls (
  code TEXT PRIMARY KEY, hall TEXT NOT NULL, kid TEXT NOT NULL, key BLOB NOT NULL, said TEXT NOT NULL);

-- The streams, byte for byte, with h(seq).
CREATE TABLE IF NOT EXISTS lines (
  hall TEXT, epoch TEXT, lane TEXT, seq INTEGER, chain BLOB NOT NULL, line BLOB NOT NULL,
  PRIMARY KEY (hall, epoch, lane, seq)) WITHOUT ROWID;

-- One item for each msgID, in the order of arrival.
CREATE TABLE IF NOT EXISTS work (
  number INTEGER PRIMARY KEY, msgid TEXT NOT NULL UNIQUE, hall TEXT, entity TEXT, version INTEGER, json TEXT);
CREATE INDEX IF NOT EXISTS versions ON work (hall, entity, version);

-- What the business side may take: a version that came before an earlier one is parked until that one is here.
CREATE VIEW IF NOT EXISTS ready AS SELECT * FROM work AS item WHERE version = (
  SELECT count(DISTINCT version) FROM work AS earlier
  WHERE earlier.hall = item.hall AND earlier.entity = item.entity AND earlier.version <= item.version);

-- The bytes of forked batches: evidence, never dropped.
CREATE TABLE IF NOT EXISTS quarantine (digest TEXT PRIMARY KEY, batch BLOB NOT NULL);

-- What the halls acknowledged of the downlink: the highest of each stream.
CREATE TABLE IF NOT EXISTS acks (
  hall TEXT, epoch TEXT, lane TEXT, hw INTEGER NOT NULL, said BLOB NOT NULL, PRIMARY KEY (hall, epoch, lane));

-- Attachments by the digest of the whole; a chunk of what was verified whole is never changed.
CREATE TABLE IF NOT EXISTS blobs (digest TEXT, number INTEGER, chunk BLOB NOT NULL, PRIMARY KEY (digest, number));
CREATE TABLE IF NOT EXISTS whole (digest TEXT PRIMARY KEY);
