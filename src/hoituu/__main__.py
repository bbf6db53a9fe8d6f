from hoituu.site.commands import hoituu

hoituu(prog_name="hoituu")
