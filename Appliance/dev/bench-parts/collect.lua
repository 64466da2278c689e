-- wrk script: collects claims, each once, with an idempotency key of its own; or presents them again and again.
-- Arguments: a file with a body and a path on each line, the token, a prefix for the keys or nothing.
-- Without a prefix the lines are taken in turns; with one, running out of them is refused by the server.
local lines = {}
local n = 0

function init(args)
  for line in io.lines(args[1]) do
    local path, body = line:match("^(%S+) (.*)$")
    lines[#lines + 1] = {path, body}
  end
  headers = {["Authorization"] = "Bearer " .. args[2], ["Content-Type"] = "application/json"}
  prefix = args[3]
end

function request()
  n = n + 1
  local line
  if prefix then
    headers["Idempotency-Key"] = prefix .. n
    line = lines[n] or {"/none", "{}"}
  else
    line = lines[(n - 1) % #lines + 1]
  end
  return wrk.format("POST", line[1], headers, line[2])
end
