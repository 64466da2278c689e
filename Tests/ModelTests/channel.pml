/* One hall, one receiver, the wire between them and everything that may happen to the three.
 *
 * A message arrives at once, or never, or lies in the wire: from there it arrives late, any number of times, after any
 * number of younger ones, until another message takes its place. One place for both directions, or with LATE_BOTH_WAYS
 * one for each.
 */

#ifndef RECORDS
#define RECORDS 3           /* written by people; 3 is what a sequence of two bits a record holds */
#endif
#ifndef HALL_RESTORES
#define HALL_RESTORES 1
#endif
#ifndef RECEIVER_RESTORES
#define RECEIVER_RESTORES 1
#endif
#ifndef MUTED
#define MUTED 0
#endif
#define EPOCHS (HALL_RESTORES + 1)

#include "rules.pml"

short up, down;             /* what lies in the wire */
short message;              /* the batch that moves, within one step */
byte hall_restores, receiver_restores;
bool over;

#ifdef NUMBERS_AFTER_A_COPY
#define NUMBER_EXCUSED 0
#else
#define NUMBER_EXCUSED copied
#endif

inline lay_batch() {
  up = message;
#ifndef LATE_BOTH_WAYS
  down = 0
#endif
}

inline lay_answer() {
  down = ack;
#ifndef LATE_BOTH_WAYS
  up = 0
#endif
}

#ifdef SENDS_BEFORE_SYNC
#define MAY_SEND(more) (!over && acked[epoch] + more <= COUNT(log[epoch]))
#else
#define MAY_SEND(more) (!over && !unsynced && acked[epoch] + more <= COUNT(log[epoch]))
#endif
#define MAY_HEAR (!over && !unsynced)
#define MAY_TAKE (!over && staged_for == 0)

/* `more` lines after the acknowledged ones; none is a hello. */
#define SENDING(more) \
  d_step { MAY_SEND(more) -> \
    message = BATCH(epoch, acked[epoch] + 1, FIRST(log[epoch], acked[epoch] + more)); \
    printf("hall: sends epoch %d from %d, %d lines\n", epoch, acked[epoch] + 1, more) }

inline move() {
  batch = message;
  message = 0;
  take()
}

inline crash_hall() {
  if
  :: unsynced ->
     log[epoch] = log[epoch] >> 2;
     unsynced = 0;
#ifndef SENDS_BEFORE_SYNC
     written--                                              /* nobody saw this msgID */
#endif
  :: else
  fi
}

inline crash_receiver() {
  staged = 0; staged_for = 0;
  printf("receiver: is killed\n")
}

inline commit_staged() {
  if
  :: staged_for != 0 -> chain[staged_for - 1] = staged; staged = 0; staged_for = 0
  :: else
  fi
}

inline restore_hall() {
  hall_restores++;
  unsynced = 0;
  epoch = kept_epoch; open = kept_open; closed = kept_closed; heard = kept_heard; numbered = kept_numbered;
  for (f : 0 .. EPOCHS - 1) {
    log[f] = kept_log[f]; acked[f] = kept_acked[f]; pruned[f] = kept_pruned[f]
  }
  forget_backup();
  excuse()
}

/* A backup that can never be used again is not remembered: fewer states. Of the receiver's the chains stay, for they
 * are what `safe` promises. */
inline forget_backup() {
  if
  :: hall_restores == HALL_RESTORES ->
     backed = 0; kept_epoch = 0; kept_open = 0; kept_closed = 0; kept_heard = 0; kept_numbered = 0;
     for (f : 0 .. EPOCHS - 1) { kept_log[f] = 0; kept_acked[f] = 0; kept_pruned[f] = 0 }
  :: else
  fi
}

inline forget_copy() {
  if
  :: receiver_restores == RECEIVER_RESTORES -> far_items = 0; far_quarantine = 0
  :: else
  fi
}

hidden byte at;

/* C1, the other half: from here with both machines up, a live wire and no more disasters, a few exchanges bring
 * every record to the receiver and the hall knows it; also from a state in which the hall knew nothing of a restore. */
inline settle() {
  printf("wire: lives, and no more disasters\n");
  crash_hall();
  crash_receiver();
  for (at : 1 .. 4) {
    if
    :: epoch > 0 -> regain()
    :: else
    fi;
    batch = BATCH(epoch, acked[epoch] + 1, log[epoch]);
    take();
    commit_staged();
    answer();
    hear();
    if
    :: ABOUT(ack) == epoch && !FORK(ack) && CHAIN_OF(ack) == log[epoch] -> at = 4     /* nothing is left to say */
    :: else
    fi
  }
  invariants();
  lost = committed & ~(excused | at_receiver | (quarantine & ~known));
  assert(C1 || lost == 0);                                  /* delivered, or kept for a person to look at */
  assert(C1 || acked[epoch] == COUNT(log[epoch]));          /* and acknowledged */
  assert(C1 || copied || (at_receiver & ~known) == 0)       /* and the hall has its own cases again */
}

/* All settled states are one. */
inline blank() {
  over = 1;
  epoch = 0; open = 0; closed = 0; heard = 0; numbered = 0; unsynced = 0;
  hall_restores = HALL_RESTORES; forget_backup();
  items = 0; quarantine = 0; inc = 0; far_items = 0; far_quarantine = 0; staged = 0; staged_for = 0;
  written = 0; minted = 0; committed = 0; excused = 0; vouched = 0; copied = 0; receiver_restores = 0;
  for (f : 0 .. EPOCHS - 1) {
    log[f] = 0; acked[f] = 0; pruned[f] = 0; chain[f] = 0; far_chain[f] = 0; promised[f] = 0
  }
  last_number = 0; up = 0; down = 0;
#ifdef REGAINS_WITHOUT_REISSUE
  regained = 0;
#endif
  skip
}

active proctype Fate() {
end:
  do
  :: d_step { !over && unsynced -> crash_hall(); printf("hall: crashes\n"); invariants() }
  :: d_step { !over && staged_for != 0 ->
       crash_receiver(); invariants()
     }
  :: d_step { !over && !unsynced && hall_restores < HALL_RESTORES ->
       backed = 1;
       kept_epoch = epoch; kept_open = open; kept_closed = closed; kept_heard = heard; kept_numbered = numbered;
       for (f : 0 .. EPOCHS - 1) {
         kept_log[f] = log[f]; kept_acked[f] = acked[f]; kept_pruned[f] = pruned[f]
       }
       printf("hall: is backed up\n")
     }
  :: d_step { !over && backed && hall_restores < HALL_RESTORES ->
       printf("hall: is restored, and the command or the witness says so\n");
       restore_hall(); mint(); invariants()
     }
  :: d_step { !over && backed && hall_restores < HALL_RESTORES ->
       printf("hall: is put back together with its witness\n");
       restore_hall(); copied = 1; invariants()
     }
  :: d_step { !over && receiver_restores < RECEIVER_RESTORES ->
       printf("receiver: is restored\n");
       receiver_restores++;
       crash_receiver();
       inc++;
       items = far_items; quarantine = far_quarantine;
       for (f : 0 .. EPOCHS - 1) { chain[f] = far_chain[f]; promised[f] = 0 }
       forget_copy();
#ifndef EXCUSES_ONE_DISK_ONLY
       excuse();
#endif
       invariants()
     }
  :: d_step { !over -> settle(); blank() }
  od
}

active proctype Hall() {
end:
  do
  :: d_step { !over && !unsynced && written < RECORDS ->
       written++;
       unsynced = 1;
       log[epoch] = (log[epoch] << 2) | written;
       printf("hall: writes record %d in epoch %d\n", written, epoch)
     }
  :: d_step { !over && unsynced ->                          /* ledger and witness synced: confirmed, on paper */
       unsynced = 0;
       committed = committed | BIT(log[epoch] & 3);
       numbered++;
       /* C14 a number, which names its epoch, is given once. A hall whose disk was copied together with the witness
          cannot know better until it hears from the receiver. */
       assert(C14 || NUMBER_EXCUSED || numbered > last_number);
       last_number = numbered;
       invariants()
     }
  :: d_step { MAY_HEAR && down != 0 -> printf("wire: lets an answer go\n"); ack = down; hear(); invariants() }
  :: d_step { !over -> hear_unsigned(); invariants() }
  :: d_step { !over && !unsynced && epoch > 0 -> regain(); invariants() }
  od
}

active proctype Wire() {
end:
  do
  :: atomic {
       if
       :: SENDING(0) :: SENDING(1) :: SENDING(2) :: SENDING(3)
       :: !over && up != 0 -> message = up; printf("wire: lets a batch go\n")
       fi;
       if
       :: d_step { printf("wire: keeps it\n"); lay_batch(); message = 0 }
       :: d_step { MAY_TAKE && MAY_HEAR -> move(); answer(); hear(); invariants() }
       :: d_step { MAY_TAKE -> move(); answer(); printf("wire: keeps it\n"); lay_answer(); invariants() }
       :: d_step { MAY_TAKE -> move(); crash_receiver(); invariants() }        /* after its commit, before it signs */
       fi
     }
  od
}

active proctype Receiver() {
end:
  do
  :: d_step { !over && staged_for != 0 -> commit_staged(); invariants() }     /* only the one that signs first */
  :: d_step { !over ->
       for (f : 0 .. EPOCHS - 1) { far_chain[f] = chain[f] }
       far_items = items; far_quarantine = quarantine;
       forget_copy();
       printf("receiver: copies itself off-site\n")
     }
  od
}
