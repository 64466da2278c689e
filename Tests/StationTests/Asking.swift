import Foundation
import FoundationNetworking

/// The status of a GET.
func status(_ address: String) async throws -> Int {
  try await ask(address).status
}

/// One request over the network.
func ask(
  _ address: String, json: String? = nil, headers: [String: String] = [:]
) async throws -> (status: Int, object: [String: Any]) {
  guard let url = URL(string: address) else { throw URLError(.badURL) }
  var request = URLRequest(url: url, timeoutInterval: 60)
  request.allHTTPHeaderFields = headers
  if let json {
    request.httpMethod = "POST"
    request.httpBody = Data(json.utf8)
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
  }
  let (data, response) = try await URLSession.shared.data(for: request)
  let object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
  return ((response as? HTTPURLResponse)?.statusCode ?? 0, object ?? [:])
}
