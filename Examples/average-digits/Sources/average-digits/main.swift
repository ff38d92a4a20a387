import Commands
import Steps

Program.main(.standard.adding([Average()]))
