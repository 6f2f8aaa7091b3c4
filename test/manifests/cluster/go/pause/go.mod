module emojivoto/pause

go 1.26
