import Commands
import Steps

Program.main(.standard.adding([Average(), DrawFilters(), LoadCSV()], figures: [FilterSheet.self]))
