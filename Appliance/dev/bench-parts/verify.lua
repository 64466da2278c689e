-- wrk script: puts one document's code to the server, again and again, as somebody who works there.
-- Arguments: the code, the session's token.
function init(args)
  body = '{"payload":"' .. args[1] .. '"}'
  headers = {["Authorization"] = "Bearer " .. args[2], ["Content-Type"] = "application/json"}
end

function request()
  return wrk.format("POST", nil, headers, body)
end
