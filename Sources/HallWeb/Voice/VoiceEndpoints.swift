import HTTPServing
import HallLedger
import ServiceHall

extension Path {
  static let number = PathParameter<TicketNumber>("number")
  static let clip = PathParameter<VoiceClip>("clip")
}

extension Site {
  static let voiceEndpoints: [Endpoint] = [
    .hall(
      .get, "/api/v1/halls/{hall}/say/{number}/{window}.wav", .anyone,
      Operation(
        "sayCall", "A call as the hall's voice speaks it: WAV, 16 kHz, mono",
        answers: [(200, "audio/wav"), (304, nil)])
    ) { context in
      let announcement = Announcement(
        number: try context.path(Path.number), window: try context.path(Path.window))
      guard context.ledger.facts.windows[announcement.window] != nil else {
        throw QueueRefusal.unknownWindow
      }
      return HallVoice.response(try await context.voice().say(announcement))
    },
    .hall(.get, "/h/{hall}/voice/{clip}.wav", .anyone) { context in
      let clip = try context.path(Path.clip)
      guard let file = try await context.voice().file(of: clip) else { throw WebRefusal.notFound }
      return HallVoice.response(file)
    },
    .hall(
      .post, "/api/v1/halls/{hall}/board/sound", .only(devices: .board),
      Operation(
        "reportSound", "A board tells whether it can be heard", body: "BoardSound",
        answers: [(204, nil)])
    ) { context in
      let body = try JSON.body(SoundBody.self, of: context.machine.request)
      guard case .device(let device) = context.machine.caller else { throw WebRefusal.notAllowed }
      context.machine.site.sightings.report(body.state, by: device)
      return Response(status: .noContent)
    },
  ]
}

private struct SoundBody: Decodable {
  let state: BoardSound
}

extension HallVoice {
  /// A recall within the minute is spoken from the browser's memory; a clip that was replaced is heard soon.
  fileprivate static func response(_ wave: [UInt8]) -> Response {
    var response = Response.bytes(wave, type: "audio/wav")
    response.headers["Cache-Control"] = "public, max-age=60"
    response.headers["ETag"] = Conditional.entityTag(of: wave)
    return response
  }
}
