import com.sun.net.httpserver.*;
import java.io.*;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.*;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.*;
import java.security.spec.*;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.*;
import java.util.concurrent.Executors;
import java.util.regex.*;
import java.util.zip.*;
import static java.nio.charset.StandardCharsets.*;
import static java.nio.file.StandardOpenOption.*;

/**
 * A receiver of Yizhan's channel over HTTP on 127.0.0.1, an example to read: java Receiver.java --port N --data DIR
 * --code CODE. C2 one work item per msgID. C3 a stream is a contiguous prefix, byte for byte. C4 commit, only then
 * sign. C5 other bytes under a known seq are a fork, and both are kept. C10 a write error gives no acknowledgement
 * and no change. All state is in DIR/journal: records of length, CRC-32 and bytes, each synced before the next.
 */
public final class Receiver {
  static final int HEADER = 8192, SIZE = 8 << 20, INFLATED = 64 << 20, LINES = 10_000; // at most, bytes and lines
  static final int REQUEST = 32 << 20, CHUNK = 256 << 10, CHUNKS = 65536;
  static final String HALL = "([a-z0-9-]{1,40})", EPOCH = "([0-9a-f]{32})", LANE = "([123])", HEX = "([0-9a-f]{64})",
      N = "(0|[1-9][0-9]{0,17})", STREAM = "hall=" + HALL + "\nepoch=" + EPOCH + "\nlane=" + LANE + "\n",
      SEAL = "kid=([0-9a-f]{16})\nalg=([a-z0-9]+)\n", AFTER = "(?:[?]after=" + N + ")?";
  static final Pattern BATCH = Pattern.compile("YZB1\n" + STREAM + "from=" + N + "\nto=" + N + "\nprev=" + HEX
          + "\nhead=" + HEX + "\ncomp=(none|deflate)\nsize=" + N + "\ndigest=" + HEX + "\n" + SEAL),
      RECEIPT = Pattern.compile("YZA1\ncode=[a-z-]+\n" + STREAM + "hw=" + N + "\nchain=" + HEX + "\nsafe=" + N
          + "\ninc=[!-~]+\ntime=[!-~]+\n" + SEAL),
      LATER = Pattern.compile("[A-Za-z0-9-]+=[^\\x00-\\x1f\\x7f]*"),
      RECORD = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\t([^\t]+)\t([1-9][0-9]{0,17})\t[^\t]+");

  static final class Refused extends Exception { // Carries the code of the acknowledgement.
    Refused(String code) { super(code); }
  }
  record Answer(int status, byte[] body) {
    Answer(int status) { this(status, new byte[0]); }
  }
  record Place(byte[] chain, long at, int length) {} // Where a line or a chunk stands in the journal; h(seq).
  /** An envelope; `words` are the values of its headers, `signed` and `signature` what is to be verified. */
  record Envelope(String[] words, byte[] signed, byte[] signature, int end) {}

  final Map<String, Map<String, PublicKey>> halls = new HashMap<>(); // hall, kid
  final Map<String, List<Place>> streams = new HashMap<>(); // "hall epoch lane"
  final Map<String, TreeMap<Integer, Place>> blobs = new HashMap<>();
  final Map<String, TreeMap<Long, String>> parked = new HashMap<>(); // "hall entity"
  final Map<String, Long> next = new HashMap<>(), acks = new HashMap<>();
  final Set<String> messages = new HashSet<>(), used = new HashSet<>(), whole = new HashSet<>(), codes;
  final ByteArrayOutputStream pending = new ByteArrayOutputStream(); // Items for work.tsv.
  final Path folder;
  final FileChannel journal, work;
  long end, workEnd;
  String inc, epoch;
  PrivateKey key;
  byte[] known; // The raw public key.

  Receiver(Path folder, Set<String> codes, boolean restored) throws Exception {
    this.folder = folder;
    this.codes = codes;
    Files.createDirectories(folder.resolve("quarantine"));
    journal = open("journal");
    work = open("work.tsv");
    if (journal.tryLock() == null) throw new IOException("another receiver has this folder");
    for (long size = journal.size(); end < size; ) {
      ByteBuffer head = ByteBuffer.wrap(read(end, 8));
      int length = head.getInt(), sum = head.getInt();
      byte[] record = 0 < length && length <= size - end - 8 ? read(end + 8, length) : null;
      if (record != null && sum == sum(record)) {
        apply(record, end + 8);
        end += 8 + length;
      } else if (record != null && end + 8 + length < size) {
        throw new IOException("the journal is damaged at " + end); // Not a torn tail: a person must look.
      } else break; // The tail that a crash tore: nobody was told of it; the next commit cuts it off.
    }
    if (inc == null || restored) { // The halls see another incarnation and send again what is missing here.
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      byte[] secret = key == null ? pair.getPrivate().getEncoded() : key.getEncoded();
      byte[] open = known == null ? pair.getPublic().getEncoded() : known;
      commit("store " + hex(random).substring(0, 16) + " " + hex(random).substring(16) + " " + base64(secret) + " "
          + base64(Arrays.copyOfRange(open, open.length - 32, open.length)), new byte[0]);
    }
  }

  FileChannel open(String name) throws IOException {
    return FileChannel.open(folder.resolve(name), Set.of(CREATE, READ, WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  byte[] read(long at, int length) throws IOException { // Beyond the end: zeros.
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && journal.read(bytes, at + bytes.position()) > 0) { }
    return bytes.array();
  }

  /** On the disk before it is true; after an error nothing has changed. */
  void commit(String head, byte[] body) throws IOException {
    byte[] record = concat((head + "\n").getBytes(UTF_8), body);
    if (journal.size() > end) journal.truncate(end);
    try {
      put(journal, concat(ByteBuffer.allocate(8).putInt(record.length).putInt(sum(record)).array(), record), end);
      journal.force(true);
    } catch (IOException fault) {
      journal.truncate(end);
      throw fault;
    }
    apply(record, end + 8);
    end += 8 + record.length;
  }

  /** Makes a record of the journal true in memory, when it was written and at each start. */
  void apply(byte[] record, long at) {
    int start = indexOf(record, "\n", 0, record.length) + 1;
    String[] words = new String(record, 0, start - 1, UTF_8).split(" ");
    switch (words[0]) {
      case "store" -> {
        inc = words[1];
        epoch = words[2];
        key = secret(unbase64(words[3]));
        known = unbase64(words[4]);
      }
      case "hall" -> {
        halls.computeIfAbsent(words[1], hall -> new HashMap<>()).put(words[2], open(unbase64(words[3])));
        used.add(words[4]);
      }
      case "lines" -> {
        String stream = words[1] + " " + words[2] + " " + words[3];
        List<Place> places = streams.computeIfAbsent(stream, name -> new ArrayList<>());
        for (int stop; start < record.length; start = stop + 1) {
          stop = indexOf(record, "\n", start, record.length);
          byte[] line = Arrays.copyOfRange(record, start, stop);
          places.add(new Place(sha(chain(stream, places.size()), sha(line)), at + start, line.length));
          offer(words[1], new String(line, UTF_8));
        }
        flush();
      }
      case "ack" -> acks.merge(words[1] + " " + words[2] + " " + words[3], Long.valueOf(words[4]), Math::max);
      case "drop" -> blobs.remove(words[1]);
      case "chunk" -> blobs.computeIfAbsent(words[1], digest -> new TreeMap<>())
          .put(Integer.valueOf(words[2]), new Place(null, at + start, record.length - start));
      case "whole" -> whole.add(words[1]);
    }
  }

  /** One item for each msgID; a version that came before an earlier one is parked until that one is here. */
  void offer(String hall, String line) {
    String[] words = line.split("\t", 4);
    if (!messages.add(words[0])) return;
    String entity = hall + " " + words[1];
    TreeMap<Long, String> waiting = parked.computeIfAbsent(entity, name -> new TreeMap<>());
    waiting.merge(Long.valueOf(words[2]), hall + "\t" + line + "\n", String::concat);
    while (!waiting.isEmpty() && waiting.firstKey() <= next.getOrDefault(entity, 1L)) {
      next.merge(entity, waiting.firstKey() + 1, Math::max);
      pending.writeBytes(waiting.pollFirstEntry().getValue().getBytes(UTF_8));
    }
    if (waiting.isEmpty()) parked.remove(entity);
  }

  /** DIR/work.tsv is for the business side; a start writes the same bytes at the same place, and what was missing. */
  void flush() {
    try {
      put(work, pending.toByteArray(), workEnd);
      workEnd += pending.size();
      pending.reset();
    } catch (IOException full) { } // The journal has it; tried again after the next batch.
  }

  byte[] chain(String stream, long seq) {
    return seq > 0 ? streams.get(stream).get((int) seq - 1).chain()
        : sha(("YZ0|" + stream.replace(' ', '|')).getBytes(UTF_8));
  }

  int hw(String stream) { return streams.getOrDefault(stream, List.of()).size(); }

  static Envelope envelope(Pattern form, byte[] data, int at) throws Refused {
    int blank = indexOf(data, "\n\n", at, at + HEADER), last = indexOf(data, "\n", blank + 2, blank + 300);
    if (blank < 0 || last < 0) throw new Refused("bad-envelope");
    String text = new String(data, at, blank + 1 - at, ISO_8859_1);
    Matcher found = form.matcher(text);
    if (!found.lookingAt()) throw new Refused("bad-envelope");
    String later = text.substring(found.end()); // Under the signature, and ignored.
    if (!later.isEmpty() && !later.lines().allMatch(LATER.asMatchPredicate())) throw new Refused("bad-envelope");
    String[] words = new String[found.groupCount()];
    for (int word = 0; word < words.length; word++) words[word] = found.group(word + 1);
    byte[] signed = Arrays.copyOfRange(data, at, blank + 2), signature = Arrays.copyOfRange(data, blank + 2, last);
    return new Envelope(words, signed, signature, last + 1);
  }

  void verify(String hall, String kid, String alg, Envelope envelope) throws Refused {
    if (!halls.containsKey(hall)) throw new Refused("unknown-hall");
    try {
      Signature check = Signature.getInstance("Ed25519");
      byte[] signature = Base64.getDecoder().decode(envelope.signature());
      check.initVerify(halls.get(hall).get(kid));
      check.update(envelope.signed());
      if (alg.equals("ed25519") && check.verify(signature)
          && Arrays.equals(Base64.getEncoder().encode(signature), envelope.signature())) return;
    } catch (GeneralSecurityException | IllegalArgumentException unsound) { }
    throw new Refused("bad-envelope");
  }

  /** As many acknowledgements as there are batches, in their order. */
  synchronized Answer batches(byte[] data) throws IOException {
    ByteArrayOutputStream replies = new ByteArrayOutputStream();
    int status = 200;
    for (int at = 0, stop; at < data.length || replies.size() == 0; at = stop) {
      String code, stream = null;
      stop = data.length; // Without an envelope nobody knows where the next batch begins.
      try {
        Envelope envelope = envelope(BATCH, data, at);
        stream = String.join(" ", Arrays.copyOf(envelope.words(), 3));
        stop = (int) Math.min(data.length, envelope.end() + Long.parseLong(envelope.words()[8]));
        code = take(stream, envelope, Arrays.copyOfRange(data, envelope.end(), stop));
      } catch (Refused refusal) {
        code = refusal.getMessage();
        if (code.equals("fork")) quarantine(Arrays.copyOfRange(data, at, stop));
      }
      if (!code.equals("ok") && !code.equals("hello")) status = 409;
      replies.writeBytes(acknowledge(code, stream)); // Committed: only now is it signed.
    }
    return new Answer(status, replies.toByteArray());
  }

  String take(String stream, Envelope envelope, byte[] body) throws Refused, IOException {
    String[] words = envelope.words();
    String prev = words[5], head = words[6];
    long from = Long.parseLong(words[3]), to = Long.parseLong(words[4]), size = Long.parseLong(words[8]);
    verify(words[0], words[10], words[11], envelope);
    if (from < 1 || to < from - 1 || words[1].equals(epoch)) throw new Refused("bad-envelope");
    if (to < from && (size > 0 || !prev.equals(head))) throw new Refused("bad-envelope");
    if (size > SIZE || to - from >= LINES) throw new Refused("too-large");
    if (body.length != size || !hex(sha(body)).equals(words[9])) throw new Refused("bad-body");
    int hw = hw(stream);
    if (from > hw + 1) throw new Refused("gap");
    byte[] chain = chain(stream, from - 1), plain = body;
    if (!hex(chain).equals(prev)) throw new Refused("fork");
    if (words[7].equals("deflate") && size > 0) plain = inflate(body);
    int start = 0, fresh = plain.length;
    for (long seq = from; seq <= to; seq++) {
      int stop = indexOf(plain, "\n", start, plain.length);
      if (stop < 0) throw new Refused("bad-body");
      byte[] line = Arrays.copyOfRange(plain, start, stop);
      chain = sha(chain, sha(line));
      if (seq <= hw) { // Compared, never merely skipped.
        if (!Arrays.equals(chain, chain(stream, seq))) throw new Refused("fork");
      } else {
        String text = new String(line, UTF_8);
        boolean sound = RECORD.matcher(text).matches() && Arrays.equals(text.getBytes(UTF_8), line);
        if (!sound) throw new Refused("bad-body");
        fresh = Math.min(fresh, start);
      }
      start = stop + 1;
    }
    if (start != plain.length || !hex(chain).equals(head)) throw new Refused("bad-body");
    if (fresh < plain.length) commit("lines " + stream, Arrays.copyOfRange(plain, fresh, plain.length));
    return to < from ? "hello" : "ok";
  }

  void quarantine(byte[] batch) throws IOException {
    try (FileChannel file = open("quarantine/" + hex(sha(batch)) + ".yzb");
        FileChannel list = FileChannel.open(folder.resolve("quarantine"), READ)) {
      put(file, batch, 0);
      file.force(true);
      list.force(true);
    }
  }

  byte[] acknowledge(String code, String stream) {
    String[] words = stream == null ? new String[] {"", "", ""} : stream.split(" ");
    int hw = stream == null ? 0 : hw(stream);
    return sign("YZA1\ncode=%s\nhall=%s\nepoch=%s\nlane=%s\nhw=%d\nchain=%s\nsafe=%d\ninc=%s\ntime=%s\n".formatted(
        code, words[0], words[1], words[2], hw, stream == null ? "" : hex(chain(stream, hw)), hw, inc, now()));
  }

  static String now() {
    return OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  byte[] sign(String text) {
    byte[] signed = (text + "kid=" + kid(known) + "\nalg=ed25519\n\n").getBytes(UTF_8);
    try {
      Signature pen = Signature.getInstance("Ed25519");
      pen.initSign(key);
      pen.update(signed);
      return concat(signed, (base64(pen.sign()) + "\n").getBytes(UTF_8));
    } catch (GeneralSecurityException fault) { throw new IllegalStateException(fault); }
  }

  /** One batch of what is held, signed here: whoever wants more asks again after its last seq. */
  synchronized Answer stream(String stream, String after) throws IOException {
    int from = (int) Math.min(after == null ? 0 : Long.parseLong(after), hw(stream)) + 1, to = from - 1;
    ByteArrayOutputStream plain = new ByteArrayOutputStream(), packed = new ByteArrayOutputStream();
    for (; to < hw(stream) && to < from + 999; to++) {
      Place place = streams.get(stream).get(to);
      if (plain.size() > 0 && plain.size() + place.length() > SIZE) break;
      plain.writeBytes(concat(read(place.at(), place.length()), new byte[] {'\n'}));
    }
    if (plain.size() > 0) try (var deflater = new DeflaterOutputStream(packed)) { plain.writeTo(deflater); }
    byte[] body = packed.toByteArray();
    String about = "hall=%s\nepoch=%s\nlane=%s\n".formatted((Object[]) stream.split(" "))
        + "from=%d\nto=%d\nprev=%s\nhead=%s\n".formatted(from, to, hex(chain(stream, from - 1)), hex(chain(stream, to)))
        + "comp=%s\nsize=%d\ndigest=%s\n".formatted(to < from ? "none" : "deflate", body.length, hex(sha(body)));
    return new Answer(200, concat(sign("YZB1\n" + about), body));
  }

  /** What a hall holds of the downlink: the highest is remembered. */
  synchronized Answer acks(byte[] data) throws Refused, IOException {
    for (int at = 0; at < data.length; ) {
      Envelope said = envelope(RECEIPT, data, at);
      String[] words = said.words();
      verify(words[0], words[6], words[7], said);
      commit("ack " + String.join(" ", Arrays.copyOf(words, 4)), Arrays.copyOfRange(data, at, at = said.end()));
    }
    return new Answer(204);
  }

  /** A code lets one key in, once. */
  synchronized Answer enrol(byte[] body) throws IOException {
    String hall = field(body, "hall"), code = field(body, "code"), given = field(body, "publicKey");
    byte[] raw;
    try { raw = unbase64(given); } catch (IllegalArgumentException wrong) { raw = new byte[0]; }
    boolean sound = hall.matches(HALL) && field(body, "alg").equals("ed25519") && raw.length == 32;
    if (!sound) return new Answer(400);
    String mark = hex(sha(code.getBytes(UTF_8)));
    if (!codes.contains(code) || used.contains(mark)) return new Answer(403);
    commit("hall " + hall + " " + kid(raw) + " " + base64(raw) + " " + mark, body);
    String own = "{\"kid\":\"%s\",\"alg\":\"ed25519\",\"publicKey\":\"%s\"}".formatted(kid(known), base64(known));
    String offers = "{\"comp\":[\"deflate\",\"none\"],\"maxBytes\":%d,\"lanes\":[1,2]}".formatted(SIZE);
    return new Answer(201, "{\"kid\":\"%s\",\"receiver\":%s,\"inc\":\"%s\",\"offers\":%s}".formatted(
        kid(raw), own, inc, offers).getBytes(UTF_8));
  }

  static String field(byte[] json, String name) { // None of these values needs an escape, but for \/.
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(new String(json, UTF_8));
    return found.find() ? found.group(1).replace("\\/", "/") : "";
  }

  /** Chunks come in any order, any number of times. */
  synchronized Answer put(String digest, String number, byte[] chunk) throws IOException {
    if (chunk.length == 0 || chunk.length > CHUNK || Long.parseLong(number) >= CHUNKS) return new Answer(413);
    if (!whole.contains(digest)) commit("chunk " + digest + " " + number, chunk);
    return new Answer(204);
  }

  /** What is held of a hall's attachment, signed: every bit only once the whole was verified, none if it is wrong. */
  synchronized Answer word(String digest, String about) throws Exception {
    Matcher found = match("(" + HALL + ") " + N + " " + N, about);
    if (found == null) return new Answer(400);
    String[] words = about.split(" ");
    long count = -Math.floorDiv(-Long.parseLong(words[1]), Math.max(1, Long.parseLong(words[2])));
    if (blobs.getOrDefault(digest, new TreeMap<>()).size() == count) {
      bitmap(digest);
      if (!whole.contains(digest)) commit("drop " + digest, new byte[0]);
    }
    BitSet bits = new BitSet();
    blobs.getOrDefault(digest, new TreeMap<>()).keySet().forEach(bits::set);
    return new Answer(200, sign("YZD1\nhall=%s\ndigest=%s\nsize=%s\nchunk=%s\nbits=%s\ninc=%s\ntime=%s\n".formatted(
        words[0], digest, words[1], words[2], base64(bits.toByteArray()), inc, now())));
  }

  /** Which chunks are here: number n is bit n % 8, the lowest first, of byte n / 8. */
  synchronized Answer bitmap(String digest) throws Exception {
    TreeMap<Integer, Place> chunks = blobs.getOrDefault(digest, new TreeMap<>());
    boolean unbroken = !chunks.isEmpty() && chunks.lastKey() + 1 == chunks.size();
    if (unbroken && !whole.contains(digest)) {
      MessageDigest total = MessageDigest.getInstance("SHA-256");
      for (Place place : chunks.values()) total.update(read(place.at(), place.length()));
      if (hex(total.digest()).equals(digest)) commit("whole " + digest, new byte[0]);
    }
    BitSet bits = new BitSet();
    chunks.keySet().forEach(bits::set);
    return new Answer(200, bits.toByteArray());
  }

  /** A blob is given out once it was verified whole. */
  synchronized Answer chunk(String digest, String number) throws IOException {
    Place place = blobs.getOrDefault(digest, new TreeMap<>()).get((int) Math.min(Long.parseLong(number), CHUNKS));
    if (place == null || !whole.contains(digest)) return new Answer(404);
    return new Answer(200, read(place.at(), place.length()));
  }

  Answer answer(String asked, byte[] body) throws Exception {
    Matcher found;
    if (asked.equals("POST batches")) return batches(body);
    if (asked.equals("POST enrol")) return enrol(body);
    if (asked.equals("POST acks")) return acks(body);
    if ((found = match("GET streams/" + HALL + "/" + EPOCH + "/" + LANE + AFTER, asked)) != null)
      return stream(found.group(1) + " " + found.group(2) + " " + found.group(3), found.group(4));
    if ((found = match("GET downlink/" + HALL + "/" + LANE + AFTER, asked)) != null) // It never says anything.
      return stream(found.group(1) + " " + epoch + " " + found.group(2), found.group(3));
    if ((found = match("PUT blobs/" + HEX + "/" + N, asked)) != null) return put(found.group(1), found.group(2), body);
    if ((found = match("GET blobs/" + HEX, asked)) != null) return bitmap(found.group(1));
    if ((found = match("GET blobs/" + HEX + "/" + N, asked)) != null) return chunk(found.group(1), found.group(2));
    return new Answer(404);
  }

  void handle(HttpExchange call) throws IOException {
    byte[] body = call.getRequestBody().readNBytes(REQUEST + 1);
    Answer answer;
    try {
      String asked = call.getRequestMethod() + " " + call.getRequestURI().toString().replaceFirst("^/channel/v1/", "");
      answer = body.length > REQUEST ? new Answer(413) : answer(asked, body);
      String about = call.getRequestHeaders().getFirst("Yizhan-Blob");
      Matcher blob = match("(?:GET blobs/" + HEX + "|PUT blobs/" + HEX + "/" + N + ")", asked);
      if (about != null && blob != null && answer.status() / 100 == 2)
        answer = word(blob.group(1) == null ? blob.group(2) : blob.group(1), about);
    } catch (Refused refusal) {
      answer = new Answer(400);
    } catch (Exception fault) {
      System.err.println("answered 503: " + fault);
      answer = new Answer(503); // Unsigned: nothing was said, and nothing changed.
    }
    call.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    try (OutputStream out = call.getResponseBody()) { out.write(answer.body()); }
  }

  public static void main(String[] words) throws Exception {
    Set<String> codes = new HashSet<>();
    Map<String, String> options = new HashMap<>();
    for (int word = 0; word < words.length; word++) {
      if (words[word].equals("--restored")) options.put("--restored", "");
      else if (words[word].equals("--code") && word + 1 < words.length) codes.add(words[++word]);
      else if (words[word].startsWith("--") && word + 1 < words.length) options.put(words[word], words[++word]);
    }
    if (!options.containsKey("--port") || !options.containsKey("--data")) {
      System.err.println("Usage: java Receiver.java --port N --data DIR [--code CODE]... [--restored]");
      System.exit(2);
    }
    System.setProperty("sun.net.httpserver.nodelay", "true"); // Header and body are two writes here.
    Receiver receiver = new Receiver(Path.of(options.get("--data")), codes, options.containsKey("--restored"));
    HttpServer server = HttpServer.create(
        new InetSocketAddress("127.0.0.1", Integer.parseInt(options.get("--port"))), 64);
    server.createContext("/channel/v1/", receiver::handle);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.start();
  }

  static byte[] inflate(byte[] body) throws Refused {
    Inflater inflater = new Inflater();
    inflater.setInput(body);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 16];
    try {
      while (!inflater.finished()) {
        int count = inflater.inflate(part);
        if (count == 0 && !inflater.finished()) throw new Refused("bad-body");
        plain.write(part, 0, count);
        if (plain.size() > INFLATED) throw new Refused("too-large");
      }
      if (inflater.getRemaining() > 0) throw new Refused("bad-body");
      return plain.toByteArray();
    } catch (DataFormatException broken) {
      throw new Refused("bad-body");
    } finally { inflater.end(); }
  }

  static Matcher match(String form, String text) {
    Matcher found = Pattern.compile(form).matcher(text);
    return found.matches() ? found : null;
  }

  static void put(FileChannel file, byte[] bytes, long at) throws IOException {
    for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) file.write(rest, at + rest.position());
  }

  static int indexOf(byte[] bytes, String text, int from, int to) { // Wholly within from..<to; -1 when it is not.
    for (int at = Math.max(0, from); at + text.length() <= Math.min(to, bytes.length); at++)
      if (bytes[at] == text.charAt(0) && bytes[at + text.length() - 1] == text.charAt(text.length() - 1)) return at;
    return -1;
  }

  static byte[] concat(byte[] left, byte[] right) {
    return ByteBuffer.allocate(left.length + right.length).put(left).put(right).array();
  }

  static byte[] sha(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) digest.update(part);
      return digest.digest();
    } catch (NoSuchAlgorithmException fault) { throw new IllegalStateException(fault); }
  }

  static int sum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  static PublicKey open(byte[] raw) { // RFC 8410: the raw key under a fixed prefix.
    byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(concat(prefix, raw)));
    } catch (GeneralSecurityException wrong) { return null; }
  }

  static PrivateKey secret(byte[] encoded) {
    try {
      return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException wrong) { throw new IllegalStateException(wrong); }
  }

  static String kid(byte[] raw) { return hex(sha(raw)).substring(0, 16); }
  static String hex(byte[] bytes) { return HexFormat.of().formatHex(bytes); }
  static String base64(byte[] bytes) { return Base64.getEncoder().encodeToString(bytes); }
  static byte[] unbase64(String text) { return Base64.getDecoder().decode(text); }
}
