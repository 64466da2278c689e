-- wrk script: takes numbers on four lines, each with an idempotency key of its own.
-- Arguments: a prefix for the keys, the kiosk's token.
local threads = 0
local lines = {"A", "B", "C", "D"}

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init(args)
  prefix = args[1] .. "-" .. id .. "-"
  headers = {["Authorization"] = "Bearer " .. args[2], ["Content-Type"] = "application/json"}
  n = 0
end

function request()
  n = n + 1
  headers["Idempotency-Key"] = prefix .. n
  return wrk.format("POST", nil, headers, '{"line":"' .. lines[n % 4 + 1] .. '"}')
end
