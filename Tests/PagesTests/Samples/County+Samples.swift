import ServiceHall

@testable import Pages

extension MachinePage: SampledPage {
  static var samples: [String: MachinePage] {
    [
      "halls": MachinePage(
        frame: Samples.machine, countyName: "示范县",
        halls: [
          HallRow(code: "county", name: "示范县政务服务大厅", level: .county, waiting: 23),
          HallRow(code: "chengguan", name: "城关镇便民服务中心", level: .township, waiting: 9),
          HallRow(code: "liuhe", name: "柳河村便民服务点", level: .village, waiting: 0),
          HallRow(code: "hexi", name: "河西乡便民服务中心", level: .township, waiting: nil),
        ]),
      "empty": MachinePage(frame: Samples.machine, countyName: "示范县", halls: []),
    ]
  }
}

extension CountyPage: SampledPage {
  static var samples: [String: CountyPage] {
    let halls = [
      Row(
        code: "county", name: "示范县政务服务大厅", level: .county, division: "119999000000", waiting: 23,
        openWindows: 9, issued: 164, served: 133, lagSeconds: 0),
      Row(
        code: "chengguan", name: "城关镇便民服务中心", level: .township, division: "119999100000",
        waiting: 9, openWindows: 4, issued: 53, served: 41, lagSeconds: 200),
      Row(
        code: "hexi", name: "河西乡便民服务中心", level: .township, division: "119999101000",
        waiting: 0, openWindows: 0, issued: 0, served: 0, lagSeconds: 0, isReadable: false),
    ]
    return [
      "halls": CountyPage(
        frame: Samples.county, countyName: "示范县", halls: halls, mayAdd: true, key: "k1"),
      "wrong": CountyPage(
        frame: Samples.county.with(.faults([FieldFault("division", .format)])),
        countyName: "示范县", halls: [], form: HallForm(code: "liuhe", division: "12"), mayAdd: true,
        key: "k1"),
      "reading": CountyPage(
        frame: Samples.county, countyName: "示范县", halls: halls, mayAdd: false, key: "k1"),
    ]
  }
}
