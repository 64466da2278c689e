import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let administrator = Access.only(.hallAdmin, .countyAdmin)

  static let voicePageEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/admin/voice", administrator) { context in
      context.page(try await context.voicePage())
    },
    .hall(.post, "/h/{hall}/admin/voice", administrator) { context in
      switch context.recordedClips(try context.form().files) {
      case .success(let clips):
        try await context.ledger.replaceClips(clips, by: context.machine.caller)
        return context.redirect(to: "/admin/voice", .done(.saved))
      case .failure(let faults):
        var page = try await context.voicePage()
        page.faults = faults.faults
        return context.page(page, status: .unprocessableContent)
      }
    },
    .hall(.post, "/h/{hall}/admin/voice/restore", administrator) { context in
      try await context.adminForm("/admin/voice", .saved) { form in
        let clips: Set<VoiceClip>
        if let name = form["clip"] {
          guard let clip = VoiceClip(name) else { throw InputRefusal("clip", .unknown) }
          clips = [clip]
        } else {
          clips = Set(try await context.ledger.recordings().keys)
        }
        try await context.ledger.restoreClips(clips, by: context.machine.caller)
      }
    },
    .hall(.post, "/h/{hall}/admin/devices/{device}/sound-test", administrator) { context in
      let device = try context.path(Path.device)
      return try await context.adminForm("/admin/devices/\(device)", .soundTested) { _ in
        let site = context.machine.site
        guard context.machine.county.devices(of: context.hall.id).contains(where: { $0.id == device })
        else { throw StaffRefusal.unknownDevice }
        let event = ServerSentEvent(event: "sound", data: #"{"clip":"\#(VoiceClip.soundTest)"}"#)
        guard site.live.tell(device, of: context.hall.id, event.encoded()) else {
          throw StaffRefusal.deviceAway
        }
      }
    },
  ]
}

private struct UploadFaults: Error {
  let faults: [AdminVoicePage.Fault]
}

extension HallContext {
  /// The clips of a hall in groups; its windows may have names of their own.
  private var clips: [(AdminVoicePage.Group.Name, [VoiceClip])] {
    let windows = ledger.facts.windows.keys.sorted {
      ($0.rawValue.utf8.count, $0) < ($1.rawValue.utf8.count, $1)
    }
    return [
      (.words, VoiceClip.words), (.digits, VoiceClip.digits), (.letters, VoiceClip.letters),
      (.sentences, VoiceClip.sentences), (.windows, windows.map(VoiceClip.init(window:))),
    ]
  }

  fileprivate func voicePage() async throws -> AdminVoicePage {
    let voice = try await voice()
    let facts = ledger.facts
    let first = facts.windows.keys.min { ($0.rawValue.utf8.count, $0) < ($1.rawValue.utf8.count, $1) }
    return AdminVoicePage(
      frame: frame,
      groups: clips.map { name, clips in
        AdminVoicePage.Group(
          name: name,
          rows: clips.map { clip in
            AdminVoicePage.Row(
              clip: clip, text: text(of: clip),
              state: voice.isLost(clip)
                ? .lost
                : voice.recordings[clip].map { .recorded(milliseconds: $0.milliseconds) }
                  ?? (voice.builtIn[clip] == nil ? .absent : .builtIn),
              digest: voice.recordings[clip]?.digest)
          })
      },
      example: zip(facts.orderedLines.prefix(1), [first]).compactMap { line, window in
        window.map { (number: TicketNumber(line: line.id, ordinal: 1).description, window: $0.rawValue) }
      }.first)
  }

  /// What a clip says, as its file may be named too: 请, 三, A, 不动产窗口.
  private func text(of clip: VoiceClip) -> String {
    if let window = clip.window { return ledger.facts.windows[window]?.name ?? window.rawValue }
    return clip.letter ?? machine.strings.text("voice-clips.\(clip)")
  }

  /// Checks uploaded files: every one is right, or none is taken.
  fileprivate func recordedClips(
    _ files: [Form.File]
  ) -> Result<[Ledger<Hall>.RecordedClip], UploadFaults> {
    var clips: [Ledger<Hall>.RecordedClip] = []
    var faults: [AdminVoicePage.Fault] = []
    let known = self.clips.flatMap(\.1)
    for file in files {
      let name = file.filename.lowercased().hasSuffix(".wav") ? String(file.filename.dropLast(4)) : ""
      guard let clip = known.first(where: { $0.rawValue == name || text(of: $0) == name }) else {
        faults.append(AdminVoicePage.Fault(file: file.filename, reason: .name))
        continue
      }
      guard !clips.contains(where: { $0.clip == clip }) else {
        faults.append(AdminVoicePage.Fault(file: file.filename, reason: .twice))
        continue
      }
      do {
        let sound = try Sound(wave: file.bytes).checked()
        let digest = Gate.hex(machine.site.surroundings.digest(file.bytes))
        clips.append(
          Ledger<Hall>.RecordedClip(
            clip: clip, file: file.bytes,
            recording: VoiceEvent.Recording(
              digest: digest, milliseconds: Int(sound.length.wholeMilliseconds))))
      } catch {
        faults.append(AdminVoicePage.Fault(file: file.filename, reason: .sound(error)))
      }
    }
    if files.isEmpty { faults.append(AdminVoicePage.Fault(file: "", reason: .nothing)) }
    return faults.isEmpty ? .success(clips) : .failure(UploadFaults(faults: faults))
  }
}
