/** The slash commands that the demo's Slack page offers, as docs and contract name them. */

const COMMANDS: [command: string, description: string, usage?: string][] = [
  ['/fila', 'Mostra a fila de atendimento'],
  ['/conversa', 'Abre uma conversa', '#123'],
  ['/assumir', 'Assume uma conversa', '#123'],
  ['/atribuir', 'Passa a conversa a alguém', '#123 @pessoa'],
  ['/triagem', 'Registra a triagem', '#123'],
  ['/status', 'Muda o status', '#123'],
  ['/prioridade', 'Muda a prioridade', '#123'],
  ['/escalar', 'Sobe a conversa de nível', '#123 motivo'],
  ['/rebaixar', 'Desce a conversa de nível', '#123'],
  ['/perdido', 'Marca como perdida', '#123 motivo'],
  ['/encerrar', 'Encerra a conversa', '#123'],
  ['/incidente', 'Registra um incidente', '#123'],
  ['/nota', 'Guarda uma nota interna', '#123 texto'],
  ['/etiqueta', 'Põe ou tira etiquetas', '#123'],
  ['/modelo', 'Envia um modelo de mensagem', '#123'],
  ['/email', 'Envia um e-mail', '#123'],
  ['/historico', 'Mostra o histórico', '#123'],
  ['/painel', 'Mostra os números do dia'],
  ['/atendimento', 'Ajuda'],
];

/** Command offers in the form the simulated workspace takes. */
export const DEMO_COMMANDS = COMMANDS.map(([command, description, usage]) => (
  { command, description, ...(usage === undefined ? {} : { usage }) }));
