import { say, type ActionTexts } from './action-text.js';

/** What was asked of the model, and how it ended. */
export const AI_TEXTS: ActionTexts = {
  'ai.ask': say(
    'KI gefragt',
    'AI asked',
    ['die KI gefragt', 'die KI fragen'],
    ['asked the AI', 'ask the AI'],
  ),
  'ai.answer': say(
    'Antwort der KI',
    'Answer of the AI',
    ['eine Antwort der KI erhalten', 'eine Antwort der KI erhalten'],
    ['got an answer of the AI', 'get an answer of the AI'],
  ),
  'answer.read': say(
    'KI-Vorschau angesehen',
    'AI preview looked at',
    ['angesehen, was an die KI ginge', 'ansehen, was an die KI ginge'],
    ['looked at what would be sent to the AI', 'look at what would be sent to the AI'],
  ),
  'ai_usage.read': say(
    'KI-Verbrauch angesehen',
    'AI usage looked at',
    ['den Verbrauch der KI angesehen', 'den Verbrauch der KI ansehen'],
    ['looked at the usage of the AI', 'look at the usage of the AI'],
  ),
};
