-- Neovim 0.11 or newer: put this into init.lua.
vim.lsp.config("samepath", {
  cmd = { "samepath", "server" },
  filetypes = { "python" },
  root_markers = { "samepath.toml", ".samepath.toml", "pyproject.toml", ".git" },
  init_options = { showNotes = false },
})
vim.lsp.enable("samepath")
