import Pages
import Testing

@Suite struct PageRenderingTests {
  @Test("every page has samples") func gallery() {
    #expect(Gallery.pictures.count >= 60)
    #expect(Set(Gallery.pictures.map(\.template)).count == 75)
  }

  @Test("a document is complete, in Chinese, with one heading", arguments: Gallery.pictures)
  func document(_ picture: Picture) throws {
    let markup = try Markup(picture.document)
    #expect(picture.document.hasPrefix("<!DOCTYPE html>\n"))
    #expect(markup.all("html").first?.attributes["lang"] == "zh-CN")
    #expect(markup.all("h1").count == 1)
    #expect(markup.all("main").count == 1)
    #expect(markup.titles.count == 1)
    #expect(markup.titles.first?.isEmpty == false)
    #expect(markup.headings.first?.isEmpty == false)
    #expect(!picture.document.contains("{{"))
    #expect(!picture.document.contains("}}"))
  }

  @Test("no sentence is missing", arguments: Gallery.pictures)
  func sentences(_ picture: Picture) throws {
    let unresolved =
      /[>" ](refusals|faults|fields|kiosk|kiosk-collect|kiosk-cell|claim-follow|claim-slip|lockers-page|desk|wait|nav|states|journal|roles|notices|catalogue-admin|catalogue)\.[a-z-]+/
    #expect(!picture.document.contains(unresolved))
    let text = picture.document.replacing(/data-(idle-text|typed)="[^"]*"/, with: "")
    #expect(!text.contains("{"))
  }

  @Test("nothing runs or is styled inline", arguments: Gallery.pictures)
  func policy(_ picture: Picture) throws {
    for tag in try Markup(picture.document).tags {
      #expect(tag.name != "style")
      #expect(tag.attributes["style"] == nil)
      #expect(!tag.attributes.keys.contains { $0.hasPrefix("on") })
      if tag.name == "script", !tag.isClosing {
        #expect(tag.attributes["src"]?.hasPrefix("/static/") == true)
      }
      for name in ["src", "href", "action"] {
        guard let address = tag.attributes[name] else { continue }
        #expect(address.first == "/" || address.first == "#", "\(address) leads outside")
      }
    }
  }

  @Test("every form that changes something carries its token", arguments: Gallery.pictures)
  func forms(_ picture: Picture) throws {
    var isPost = false
    var hasToken = false
    for tag in try Markup(picture.document).tags {
      if tag.name == "form", !tag.isClosing {
        isPost = tag.attributes["method"] == "post"
        hasToken = false
      }
      if tag.attributes["name"] == "csrf" { hasToken = tag.attributes["value"] == "c5rf" }
      if tag.name == "form", tag.isClosing { #expect(hasToken == isPost) }
    }
  }

  @Test("every input has a label, and every id stands once", arguments: Gallery.pictures)
  func labels(_ picture: Picture) throws {
    let markup = try Markup(picture.document)
    let labelled = Set(markup.all("label").compactMap { $0.attributes["for"] })
    let ids = markup.tags.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count, "\(ids)")
    #expect(labelled.isSubset(of: Set(ids)))
    for input in markup.all("input") + markup.all("select") {
      let type = input.attributes["type"]
      guard type != "hidden", type != "checkbox" && type != "radio" || input.attributes["id"] != nil
      else { continue }
      let id = try #require(input.attributes["id"])
      #expect(labelled.contains(id) || type == "checkbox", "\(id) has no label")
    }
    for link in markup.all("a") {
      guard let target = link.attributes["href"], target.hasPrefix("#f-") else { continue }
      #expect(ids.contains(String(target.dropFirst())), "\(target) leads nowhere")
    }
    for described in markup.tags.compactMap({ $0.attributes["aria-describedby"] }) {
      for id in described.split(separator: " ") { #expect(ids.contains(String(id))) }
    }
  }

  @Test("a page's live part is the same as in the document", arguments: Gallery.pictures)
  func fragments(_ picture: Picture) throws {
    guard let fragment = picture.fragment else { return }
    _ = try Markup(fragment)
    #expect(!fragment.contains("<html"))
    if picture.document.contains("data-live") { #expect(picture.document.contains(fragment)) }
  }

  @Test("no text becomes markup", arguments: Gallery.pictures)
  func escaping(_ picture: Picture) throws {
    #expect(!picture.attacked.contains("<script>"))
    #expect(!picture.attacked.contains("<img src=x"))
    let before = try Markup(picture.document).tags.map(\.name)
    #expect(try Markup(picture.attacked).tags.map(\.name) == before)
  }

  @Test("titles tell pages apart") func titles() throws {
    var titles: [String: Set<String>] = [:]
    for picture in Gallery.pictures {
      let title = try #require(try Markup(picture.document).titles.first)
      titles[title, default: []].insert(picture.template)
    }
    for (title, templates) in titles { #expect(templates.count == 1, "\(title): \(templates)") }
  }
}
