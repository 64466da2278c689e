import HTTPServing
import Testing

@Suite struct RouterTests {
  private func router() -> Router<String> {
    var router = Router<String>()
    router.add(.get, "/", "root")
    router.add(.get, "/h/{hall}/windows/{window}", "window")
    router.add(.post, "/h/{hall}/windows/{window}/next", "next")
    router.add(.get, "/h/{hall}/windows/all", "all windows")
    router.add(.get, "/h/{hall}/say/{number}/{window}.wav", "say")
    router.add(.get, "/h/{hall}/say/{number}/{window}", "say page")
    router.add(.get, "/h/{hall}/tickets/{ticket}/slip.escpos", "slip")
    router.add(.post, "/h/{place}/tickets/new", "take")
    router.add(.get, "/h/{hall}/tickets/{ticket}", "ticket")
    router.add(.head, "/probe", "head")
    router.add(.get, "/probe", "get")
    return router
  }

  private func outcome(_ method: HTTPMethod, _ path: String) -> String {
    switch router().match(method, path: path) {
    case .found(let route, let parameters):
      let values = ["hall", "place", "window", "number", "ticket"].compactMap { name in
        parameters[name].map { "\(name)=\($0)" }
      }
      return ([route] + values).joined(separator: " ")
    case .methodNotAllowed(let methods):
      return methods.map(\.rawValue).sorted().joined(separator: "+")
    case .notFound: return "404"
    }
  }

  @Test(
    "each path finds its route",
    arguments: [
      (HTTPMethod.get, "/", "root"),
      (.get, "/h/7/windows/3", "window hall=7 window=3"),
      (.get, "/h/7/windows/all", "all windows hall=7"),
      (.post, "/h/7/windows/all/next", "next hall=7 window=all"),
      (.get, "/h/7/say/A001/3.wav", "say hall=7 window=3 number=A001"),
      (.get, "/h/7/say/A001/3", "say page hall=7 window=3 number=A001"),
      (.get, "/h/7/say/A001/.wav", "say page hall=7 window=.wav number=A001"),
      (.get, "/h/7/tickets/9/slip.escpos", "slip hall=7 ticket=9"),
      (.post, "/h/7/tickets/new", "take place=7"),
      (.get, "/h/7/tickets/new", "ticket hall=7 ticket=new"),
      (.head, "/h/7/tickets/9", "ticket hall=7 ticket=9"),
      (.head, "/probe", "head"),
      (.get, "/h/驿站/tickets/九", "ticket hall=驿站 ticket=九"),
      (.post, "/", "GET+HEAD"),
      (.get, "/h/7/windows/3/next", "POST"),
      (.delete, "/h/7/tickets/new", "GET+HEAD+POST"),
      (.get, "/h", "404"),
      (.get, "/h/7/windows/", "404"),
      (.get, "/h//windows/3", "404"),
      (.get, "//", "404"),
      (.get, "/h/7/windows/3/next/", "404"),
    ])
  func routing(method: HTTPMethod, path: String, expected: String) {
    #expect(outcome(method, path) == expected)
  }

  @Test("a parameter that is not of its type is a mismatch")
  func mismatch() throws {
    let parameters = PathParameters([("window", "3"), ("name", "x")])
    #expect(try parameters.value(PathParameter<Int>("window")) == 3)
    #expect(throws: PathParameterMismatch(name: "name", text: "x")) {
      try parameters.value(PathParameter<Int>("name"))
    }
    #expect(throws: PathParameterMismatch(name: "absent", text: nil)) {
      try parameters.value(PathParameter<String>("absent"))
    }
  }

  @Test("adding the same method and shape twice stops the program")
  func duplicate() async {
    await #expect(processExitsWith: .failure) {
      var router = Router<Int>()
      router.add(.get, RoutePattern("/a/{x}"), 1)
      router.add(.get, RoutePattern("/a/{y}"), 2)
    }
  }
}
