/* What a hall and a receiver hold, and what each does with what it hears: the rules of the channel, one inline each.
 *
 * A record is a digit 1…3 and stands for its msgID and its frozen bytes alike. A chain is the sequence that it was
 * folded over, two bits a record, the last one lowest: equal chains are equal prefixes, as with a hash that does not
 * collide. A set of records is a mask. C1…C15 are the invariants of the channel's contract; an invariant that is
 * MUTED is not asserted, which shows what else a naive variant breaks.
 */

#define COUNT(s)    (((s) > 0) + ((s) > 3) + ((s) > 15))               /* records in a sequence */
#define FIRST(s, n) ((s) >> (2 * (COUNT(s) - (n))))                    /* its first n, n ≤ COUNT */
#define AFTER(s, n) ((s) & ((1 << (2 * (COUNT(s) - (n)))) - 1))        /* what follows these */
#define BIT(record) ((1 << (record)) >> 1)
#define SET(s)      (BIT((s) & 3) | BIT(((s) >> 2) & 3) | BIT(((s) >> 4) & 3))
#define TOLD(s)     ((s) >> 4), (((s) >> 2) & 3), ((s) & 3)             /* for printf */
#define BEGINS(s, prefix) (COUNT(prefix) <= COUNT(s) && FIRST(s, COUNT(prefix)) == (prefix))

/* batch: sequence up to `to`, `from`, epoch. The receiver reads only prev = FIRST(head, from - 1) and the lines. */
#define BATCH(epoch, from, head) ((head) | ((from) << 6) | ((epoch) << 9))
#define HEAD_OF(b)  ((b) & 63)
#define FROM_OF(b)  (((b) >> 6) & 7)
#define EPOCH_OF(b) ((b) >> 9)

/* acknowledgement: chain (hw is its COUNT), safe, epoch, incarnation, whether its code is `fork`. */
#define ACK(epoch, chain, safe, inc, fork) \
  ((chain) | ((safe) << 6) | ((epoch) << 8) | ((inc) << 10) | ((fork) << 12) | (1 << 13))
#define CHAIN_OF(a) ((a) & 63)
#define SAFE_OF(a)  (((a) >> 6) & 3)
#define ABOUT(a)    (((a) >> 8) & 3)
#define INC_OF(a)   (((a) >> 10) & 3)
#define FORK(a)     (((a) >> 12) & 1)

/* The hall's ledger: what a backup holds. */
byte epoch;                 /* the open one */
byte open = 1, closed;      /* masks of the epochs that the ledger names */
byte log[EPOCHS];           /* every line written in an epoch, pruned ones too: their chain is kept */
byte acked[EPOCHS];         /* highest seq in the receiver's custody, as far as the hall has heard */
byte pruned[EPOCHS];        /* lines up to here are gone from the hall */
byte heard;                 /* the receiver's incarnation in the last acknowledgement */
byte numbered;              /* counter of the case numbers */

bool backed;                /* the backup, newest only: an older one is one that was not taken again */
byte kept_epoch, kept_open, kept_closed, kept_heard, kept_numbered;
byte kept_log[EPOCHS], kept_acked[EPOCHS], kept_pruned[EPOCHS];

bool unsynced;              /* the last line of the open epoch is not on the disk yet; a crash takes it */

/* The receiver's store, and the copy of it off-site. */
byte chain[EPOCHS], items, quarantine, inc;
byte far_chain[EPOCHS], far_items, far_quarantine;

byte staged, staged_for;    /* in memory, of the receiver that signs first: a chain, and 1 + its epoch */

/* What nobody in the model sees: for the assertions. */
byte written;               /* msgIDs that were drawn: 1 … written */
byte minted = 1;            /* epochs that were drawn */
byte committed;             /* records whose write was confirmed */
byte excused;               /* lost with every disk that held them */
byte vouched;               /* records that the receiver ever acknowledged */
byte promised[EPOCHS];      /* highest hw acknowledged by this incarnation */
byte last_number;           /* highest counter on paper under the open epoch */
bool copied;                /* rolled back by a copied disk, and nothing has shown it to the hall yet */

hidden byte C1 = (MUTED == 1), C2 = (MUTED == 2), C3 = (MUTED == 3), C4 = (MUTED == 4), C5 = (MUTED == 5);
hidden byte C6 = (MUTED == 6), C7 = (MUTED == 7), C9 = (MUTED == 9), C14 = (MUTED == 14), C15 = (MUTED == 15);

/* Scratch, set before it is read within one step. */
hidden byte e, f, n, at_hall, at_receiver, known, lost, differ, before, after, line;
hidden short batch, ack;

#ifdef REGAINS_WITHOUT_REISSUE
byte regained;              /* cases that the hall has again, in no stream */
#else
#define regained 0
#endif

/* Where every record is: in unpruned lines, in the ledger at all, in the receiver's streams. */
inline survey() {
  at_hall = regained; known = regained; at_receiver = 0;
  for (f : 0 .. EPOCHS - 1) {
    at_hall = at_hall | SET(AFTER(log[f], pruned[f]));
    known = known | SET(log[f]);
    at_receiver = at_receiver | SET(chain[f])
  }
}

/* After a disk is gone: what neither side's ledger nor the quarantine knows any more went with its only disks. */
inline excuse() {
  survey();
  excused = excused | (committed & ~(known | at_receiver | quarantine))
}

inline invariants() {
  survey();
  lost = committed & ~(at_hall | at_receiver | quarantine | excused);
  assert(C1 || lost == 0);                                  /* C1 hall, receiver or quarantine */
  assert(C7 || (open == 1 << epoch && (open & closed) == 0));   /* C7 exactly one open epoch */
  for (f : 0 .. EPOCHS - 1) {
    /* C4 hw is not below what this incarnation acknowledged; a transaction under way may still commit */
    assert(C4 || staged_for != 0 || COUNT(chain[f]) >= promised[f]);
    /* C9 what the hall holds for acknowledged was acknowledged */
    assert(C9 || (SET(FIRST(log[f], acked[f])) & ~vouched) == 0);
    /* C15 what is pruned is off-site, byte for byte: the truth that `safe` stands for */
    assert(C15 || BEGINS(far_chain[f], FIRST(log[f], pruned[f])))
  }
  skip                                                      /* a d_step may not end in a loop or a choice */
}

/* Sender ---------------------------------------------------------------------------------------------------- */

/* Appends to the open epoch each record of a sequence that it does not hold: same msgIDs, same bytes. */
inline reissue(sequence) {
  for (n : 1 .. 3) {
    line = (n <= COUNT(sequence) -> FIRST(sequence, n) & 3 : 0);
    if
    :: line != 0 && (SET(log[epoch]) & BIT(line)) == 0 -> log[epoch] = (log[epoch] << 2) | line
    :: else
    fi
  }
}

/* Closes the open epoch, opens a fresh one and re-issues the unacknowledged tail. */
inline mint() {
#ifndef KEEPS_EPOCH
  f = epoch;
  assert(minted < EPOCHS);
  epoch = minted;
  minted++;
  open = (open & ~(1 << f)) | (1 << epoch);
  closed = closed | (1 << f);
  copied = 0;
  last_number = 0;                                          /* 128 random bits: none was given under these */
  reissue(AFTER(log[f], acked[f]));
  printf("hall: epoch %d closed, epoch %d minted\n", f, epoch)
#else
  skip
#endif
}

/* The hall finds out from a signed answer that it was rolled back. */
inline rolled_back() {
#ifndef KEEPS_EPOCH
  /* C7 an epoch is closed for a rollback, never for a late, doubled or foreign signal */
  assert(C7 || copied);
#endif
  mint()
}

/* The receiver was restored: lines of closed epochs that it held but not off-site are re-issued. Their records are
 * in no open stream, so no rewinding reaches them. */
inline receiver_restored() {
  printf("hall: the receiver is incarnation %d\n", INC_OF(ack));
  heard = INC_OF(ack);
#ifndef REWINDS_OPEN_EPOCH_ONLY
  for (f : 0 .. EPOCHS - 1) {
    if
    :: f != epoch -> reissue(AFTER(log[f], pruned[f]))
    :: else
    fi
  }
#endif
}

inline prune(to) {
  if
  :: to > pruned[e] -> pruned[e] = to
  :: else
  fi
}

/* A signed answer, `ack`. */
inline hear() {
  e = ABOUT(ack);
  n = COUNT(CHAIN_OF(ack));
  differ = !BEGINS(log[e], CHAIN_OF(ack));                  /* hw above its own head, or another chain */
#ifdef TRUSTS_HW
  differ = 0;
  n = (n > COUNT(log[e]) -> COUNT(log[e]) : n);
#endif
  if
  :: e != epoch && FORK(ack) ->
#ifdef HEEDS_CLOSED_EPOCHS
     rolled_back()
#else
     skip                                                   /* C7 closed: nothing changes */
#endif
  :: e != epoch && !FORK(ack) && !differ ->                 /* closed: its custody is still recorded */
     acked[e] = (n > acked[e] -> n : acked[e]);
     prune(SAFE_OF(ack))
  :: e == epoch && (FORK(ack) || differ) -> rolled_back()
  :: e == epoch && !FORK(ack) && !differ ->
     /* hw may fall: rewind. Never below what is pruned, which a late answer may name. */
     acked[e] = (n > pruned[e] -> n : pruned[e]);
#ifdef PRUNES_AT_HW
     prune(n);
#else
     prune(SAFE_OF(ack));
#endif
     if
     :: INC_OF(ack) != heard -> receiver_restored()
     :: else
     fi
  :: else
  fi
}

/* A 200 that nobody signed: a captive portal, a proxy, a forger. C9 it says nothing. */
inline hear_unsigned() {
#ifdef TRUSTS_UNSIGNED
  acked[epoch] = COUNT(log[epoch])
#else
  skip
#endif
}

/* Pulls back what the receiver holds of other epochs; the hall is answerable for these records again, so they are
 * re-issued like the tail. */
inline regain() {
  survey();
  for (f : 0 .. EPOCHS - 1) {
    if
#ifndef REGAINS_OWN_EPOCHS_ONLY
    :: f != epoch && (SET(chain[f]) & ~known) != 0 ->
#else
    :: (closed & (1 << f)) != 0 && (SET(chain[f]) & ~known) != 0 ->
#endif
       for (n : 1 .. 3) {
         line = (n <= COUNT(chain[f]) -> FIRST(chain[f], n) & 3 : 0);
         if
         :: line != 0 && (known & BIT(line)) == 0 ->
            known = known | BIT(line);
#ifndef REGAINS_WITHOUT_REISSUE
            log[epoch] = (log[epoch] << 2) | line;
#else
            regained = regained | BIT(line);
#endif
            printf("hall: regains record %d\n", line)
         :: else
         fi
       }
    :: else
    fi
  }
}

/* Receiver -------------------------------------------------------------------------------------------------- */

/* One batch, one transaction. Leaves in `e` and `differ` what is to be answered. */
inline take() {
  e = EPOCH_OF(batch);
  n = COUNT(HEAD_OF(batch));
  before = chain[e];
  after = before;
  f = (n < COUNT(before) -> n : COUNT(before));             /* lines up to here are compared, not inserted */
  differ = 0;
#ifndef SKIPS_KNOWN_SEQUENCES
  if
  :: FROM_OF(batch) > COUNT(before) + 1                     /* gap: the answer is the current hw */
  :: else ->
     /* `prev`, then the lines that are there already */
     differ = FIRST(before, FROM_OF(batch) - 1) != FIRST(HEAD_OF(batch), FROM_OF(batch) - 1) ||
       FIRST(before, f) != FIRST(HEAD_OF(batch), f);
     if
     :: differ -> quarantine = quarantine | SET(AFTER(HEAD_OF(batch), FROM_OF(batch) - 1))
     :: !differ && n > COUNT(before) -> after = HEAD_OF(batch)
     :: else
     fi
  fi;
#else
  if
  :: FROM_OF(batch) <= COUNT(before) + 1 && n > COUNT(before) ->
     after = (before << (2 * (n - COUNT(before)))) | AFTER(HEAD_OF(batch), COUNT(before))
  :: else
  fi;
#endif
  printf("receiver: takes epoch %d from %d, holds %d%d%d, fork %d\n",
    e, FROM_OF(batch), TOLD(after), differ);

  /* C6 without a rollback one epoch has one history: nothing was sent that a crash could take back */
  assert(C6 || !differ || minted > 1 || copied);
  /* C3 what is held is a prefix of one history that the hall wrote, byte for byte */
  assert(C3 || after == before || after == HEAD_OF(batch));
  /* C5 a seq with other bytes: answered as a fork, the first bytes stay, the others are quarantined */
  for (line : 1 .. 3) {
    if
    :: FROM_OF(batch) <= line && line <= f && (FIRST(before, line) & 3) != (FIRST(HEAD_OF(batch), line) & 3) ->
       assert(C5 || (differ && after == before &&
         (SET(AFTER(HEAD_OF(batch), FROM_OF(batch) - 1)) & ~quarantine) == 0))
    :: else
    fi
  }

  for (line : 1 .. 3) {
    n = (line > COUNT(before) && line <= COUNT(after) -> FIRST(after, line) & 3 : 0);
    if
#ifndef ITEM_PER_ROW
    :: n != 0 && (items & BIT(n)) == 0 ->
#else
    :: n != 0 ->
#endif
       assert(C2 || (items & BIT(n)) == 0);                 /* C2 one work item per msgID */
       items = items | BIT(n)
    :: else
    fi
  }
#ifdef SIGNS_BEFORE_COMMIT
  staged = after; staged_for = e + 1;
#else
  chain[e] = after
#endif
}

/* Signs, after the commit, what the store says. */
inline answer() {
  after = (staged_for == e + 1 -> staged : chain[e]);
  ack = ACK(e, after, COUNT(far_chain[e]), inc, differ);
#ifndef WITHOUT_C4
  promised[e] = COUNT(after);
#endif
  vouched = vouched | SET(after);
  printf("receiver: answers epoch %d, chain %d%d%d, safe %d, fork %d\n", e, TOLD(after), SAFE_OF(ack), FORK(ack))
}
