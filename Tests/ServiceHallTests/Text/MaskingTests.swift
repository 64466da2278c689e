import ServiceHall
import Testing

@Suite("Masking")
struct MaskingTests {
  @Test(
    "names on lists keep the ends",
    arguments: [("张三", "张*"), ("张三丰", "张*丰"), ("欧阳娜娜", "欧**娜"), ("王", "*"), ("", "")])
  func names(name: String, masked: String) {
    #expect(Masking.name(name) == masked)
  }

  @Test(
    "names on public screens keep the surname's first character",
    arguments: [("张三", "张*"), ("欧阳娜娜", "欧*"), ("王", "王*"), ("", "")])
  func publicNames(name: String, masked: String) {
    #expect(Masking.publicName(name) == masked)
  }

  @Test("numbers keep three and four")
  func numbers() {
    #expect(Masking.phone("13812345678") == "138****5678")
    #expect(Masking.idNumber("11999920000229004X") == "119***********004X")
  }

  @Test("what is too short to hide anything is hidden whole", arguments: ["1", "1234567", "12345"])
  func short(text: String) {
    let stars = String(repeating: "*", count: text.count)
    #expect(Masking.phone(text) == stars)
    #expect(Masking.idNumber(text) == stars)
  }
}
